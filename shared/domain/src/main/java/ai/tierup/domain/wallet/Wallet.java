package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One image of an account's prepaid balance, with every rule about it. A store expresses the conditions of {@link #place} and
 * {@link #apply} as one conditional write each, and a contract test compares the two.
 *
 * @param version number of writes so far
 * @param keys spending of each key and team with limits
 * @param lanes the lanes into which it is divided
 */
public record Wallet(
        AccountId account,
        Freezes freezes,
        Balance balance,
        long version,
        DayCounters counters,
        Map<HoldKey, Hold> holds,
        Map<SpenderId, KeySpend> keys,
        Lanes lanes) {

    /** The daily limit of a wallet without one; higher than every limit that can be set. */
    public static final Money NO_LIMIT = new Money(1_000_000_000_000_000_000L);

    /** The maximum number of keys and teams with limits together. Each of them makes every write of the wallet larger. */
    public static final int MAX_LIMITED_KEYS = 8;

    public Wallet {
        holds = Map.copyOf(holds);
        keys = Map.copyOf(keys);
    }

    /** Creates an undivided wallet. */
    public Wallet(
            AccountId account,
            Freezes freezes,
            Balance balance,
            long version,
            DayCounters counters,
            Map<HoldKey, Hold> holds,
            Map<SpenderId, KeySpend> keys) {
        this(account, freezes, balance, version, counters, holds, keys, Lanes.NONE);
    }

    /** Creates a wallet with {@code first} as its first credit. */
    public static Wallet opened(LedgerEntry first, Money freeAllowance) {
        var balance = Balance.EMPTY.booked(first);
        var counters = new DayCounters(first.day(), NO_LIMIT, NO_LIMIT, freeAllowance);
        return new Wallet(first.account(), Freezes.NONE, balance, 1, counters, Map.of(), Map.of());
    }

    /** The number of the lane of which this is an image; 0 for the wallet itself. */
    public int lane() {
        return Lanes.laneOf(version);
    }

    public Set<String> frozenBy() {
        return freezes.reasons();
    }

    public Set<String> endedDisputes() {
        return freezes.endedDisputes();
    }

    public Money cash() {
        return balance.cash();
    }

    public Money grant() {
        return balance.grant();
    }

    public Money credits() {
        return balance.credits();
    }

    public Money debits() {
        return balance.debits();
    }

    public LocalDate day() {
        return counters.day();
    }

    public Money dailyLimit() {
        return counters.limit();
    }

    public Money dailyLeft() {
        return counters.left();
    }

    public Money freeLeft() {
        return counters.freeLeft();
    }

    /** Cash and grant together, without the amounts held. */
    public Money available() {
        return balance.available();
    }

    public Money held() {
        return holds.values().stream().map(Hold::amount).reduce(Money.ZERO, Money::plus);
    }

    /** Returns whether {@code cash + grant + Σ holds = credits − debits}, which is the invariant of every image. */
    public boolean isBalanced() {
        return available().plus(held()).equals(credits().minus(debits()));
    }

    public boolean isFrozen() {
        return !frozenBy().isEmpty();
    }

    public boolean isInDebt() {
        return cash().isNegative();
    }

    public boolean hasDailyLimit() {
        return !dailyLimit().equals(NO_LIMIT);
    }

    public Money in(Purse purse) {
        return switch (purse) {
            case CASH -> cash();
            case GRANT -> grant();
            case FREE -> freeLeft();
        };
    }

    /** Returns this wallet as of {@code today}, with full counters when its own day is over. */
    public Wallet on(LocalDate today, Money freeAllowance) {
        if (!day().isBefore(today)) {
            return this;
        }
        var rolled = new HashMap<>(keys);
        rolled.replaceAll((key, spend) -> spend.after(day(), today));
        return new Wallet(account, freezes, balance, version, counters.on(today, freeAllowance), holds, rolled, lanes);
    }

    /** Returns the image after {@code placement}, or empty when one of its conditions is not met. */
    public Optional<Wallet> place(Placement placement) {
        var hold = placement.hold();
        var roll = placement.roll();
        var dayHolds = roll == null
                ? day().equals(hold.day())
                : allows(roll) && roll.to().equals(hold.day());
        return isFrozen()
                        || isInDebt()
                        || !dayHolds
                        || holds.size() >= placement.concurrentLimit()
                        || holds.containsKey(placement.key())
                ? Optional.empty()
                : on(hold.day(), placement.freeAllowance()).draw(placement);
    }

    private Optional<Wallet> draw(Placement placement) {
        var hold = placement.hold();
        var amount = hold.amount();
        var fits = hold.purse() == Purse.FREE
                ? freeLeft().covers(hold.freeAllowance())
                : in(hold.purse()).covers(amount) && dailyLeft().covers(amount) && spendersAfford(placement);
        return fits
                ? Optional.of(changed(
                        balance.without(hold),
                        counters.without(hold),
                        with(holds, held -> held.put(placement.key(), hold)),
                        spent(hold.spenders(), amount, EnumSet.allOf(Window.class))))
                : Optional.empty();
    }

    private boolean spendersAfford(Placement placement) {
        return placement.spenders().stream().allMatch(spender -> {
            var spend = keys.get(spender.id());
            return spend != null && spend.leavesRoomFor(placement.hold().amount(), spender);
        });
    }

    /** Returns the image after {@code application}, or empty when the hold is gone or the wallet's day or keys are not as expected. */
    public Optional<Wallet> apply(Application application) {
        var hold = holds.get(application.key());
        return hold == null || !hold.amount().equals(application.hold().amount()) || !fits(application)
                ? Optional.empty()
                : Optional.of(changed(
                        balance.settled(application),
                        counters.settled(application),
                        with(holds, held -> held.remove(application.key())),
                        spent(application.spenders(), Money.ZERO.minus(application.rest()), application.windows())));
    }

    private boolean fits(Application application) {
        var heldOn = application.hold().day();
        var dayFits = application.sameDay() ? day().equals(heldOn) : day().isAfter(heldOn);
        return dayFits
                && (application.spenders().isEmpty()
                        || application.windows().isEmpty()
                        || (keys.keySet().containsAll(application.spenders())
                                && day().isBefore(application.windowsEnd())));
    }

    private Map<SpenderId, KeySpend> spent(Set<SpenderId> spenders, Money amount, Set<Window> windows) {
        var changed = new HashMap<>(keys);
        for (var spender : spenders) {
            changed.computeIfPresent(spender, (id, spend) -> spend.plus(amount, windows));
        }
        return changed;
    }

    /** Returns the image after a roll without a request, or empty when the wallet's day or keys are not as expected. */
    public Optional<Wallet> roll(DayRoll roll, Money freeAllowance) {
        if (!allows(roll)) {
            return Optional.empty();
        }
        var rolled = on(roll.to(), freeAllowance);
        return Optional.of(rolled.changed(rolled.balance, rolled.counters, rolled.holds, rolled.keys));
    }

    private boolean allows(DayRoll roll) {
        return day().equals(roll.from())
                && day().isBefore(roll.to())
                && keys.keySet().equals(roll.keys());
    }

    /** Returns the image with {@code limit} as its daily limit. Amounts spent or held today count against it at once. */
    public Wallet limitedTo(Money limit) {
        return changed(balance, counters.limitedTo(limit), holds, keys);
    }

    /** Returns the image after {@code entry}, or empty when the entry's day may be closed already. A debit may leave a debt. */
    public Optional<Wallet> booked(LedgerEntry entry) {
        return day().isAfter(entry.day())
                ? Optional.empty()
                : Optional.of(changed(balance.booked(entry), counters, holds, keys));
    }

    /** Returns the image frozen for {@code reason}, or empty when that is a dispute that is over. */
    public Optional<Wallet> frozen(String reason) {
        return freezes.with(reason).map(this::changed);
    }

    /** Returns the image without {@code reason}, or empty when its reasons are not exactly {@code seen}. */
    public Optional<Wallet> thawed(Set<String> seen, String reason) {
        return frozenBy().equals(seen) ? Optional.of(changed(freezes.without(reason))) : Optional.empty();
    }

    /**
     * Returns the image that counts the spending of {@code spender}, or empty when it already does, counts too many, or belongs to a deleted
     * account.
     */
    public Optional<Wallet> counting(SpenderId spender) {
        return frozenBy().contains(Freezes.DELETED) || keys.containsKey(spender) || keys.size() >= MAX_LIMITED_KEYS
                ? Optional.empty()
                : Optional.of(changed(
                        balance, counters, holds, with(keys, counted -> counted.put(spender, KeySpend.NOTHING))));
    }

    /** Returns the image that no longer counts the spending of {@code spender}, or empty when it does not count it. */
    public Optional<Wallet> notCounting(SpenderId spender) {
        return keys.containsKey(spender)
                ? Optional.of(changed(balance, counters, holds, with(keys, counted -> counted.remove(spender))))
                : Optional.empty();
    }

    /** Returns the image divided into {@code next}. */
    public Wallet divided(Lanes next) {
        return new Wallet(account, freezes, balance, version + 1, counters, holds, keys, next);
    }

    private Wallet changed(Freezes newFreezes) {
        return new Wallet(account, newFreezes, balance, version + 1, counters, holds, keys, lanes);
    }

    private Wallet changed(
            Balance newBalance,
            DayCounters newCounters,
            Map<HoldKey, Hold> newHolds,
            Map<SpenderId, KeySpend> newKeys) {
        return new Wallet(account, freezes, newBalance, version + 1, newCounters, newHolds, newKeys, lanes);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, Consumer<Map<K, V>> change) {
        var copy = new HashMap<>(map);
        change.accept(copy);
        return copy;
    }
}
