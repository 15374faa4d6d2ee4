package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One image of the prepaid balance of an account. Every rule about it stands here; a store repeats the conditions of
 * {@link #place} and {@link #apply} as one conditional write each and is held to them by a contract test.
 *
 * @param frozenBy reasons that someone must lift; spending stops while there is one
 * @param endedDisputes reasons of disputes that are over: whoever still believes one to be open cannot freeze by it again
 * @param cash money paid in; below zero after a refund of spent money, which is debt: spending stops until a top-up covers it
 * @param grant granted credit
 * @param credits signed sum of all ledger entries but usage
 * @param debits sum of the costs of all applied usage records
 * @param version counts the writes
 * @param day UTC day that the day's counters belong to; only moves forward
 * @param dailyLimit {@link #NO_LIMIT} when there is none, so that what was spent today is always {@code dailyLimit − dailyLeft}
 * @param dailyLeft may be negative after the limit was lowered
 * @param freeLeft what is left of the day's free allowance, at list price
 * @param keys what each key with limits has spent; held amounts count until they are applied
 */
public record Wallet(
        AccountId account,
        Set<String> frozenBy,
        Set<String> endedDisputes,
        Money cash,
        Money grant,
        Money credits,
        Money debits,
        long version,
        LocalDate day,
        Money dailyLimit,
        Money dailyLeft,
        Money freeLeft,
        Map<HoldKey, Hold> holds,
        Map<KeyId, KeySpend> keys) {

    /** Above every limit that can be set. */
    public static final Money NO_LIMIT = new Money(1_000_000_000_000_000_000L);

    /** The reason of a freeze by the service itself: an image that did not add up. */
    public static final String FROZEN_BY_INVARIANT = "invariant";

    /** The reason of a freeze by hand. */
    public static final String FROZEN_BY_OPERATOR = "operator";

    private static final String FROZEN_BY_DISPUTE = "dispute#";

    /** Most keys with limits of their own, because each of them makes every write of the wallet larger. */
    public static final int MOST_LIMITED_KEYS = 8;

    public Wallet {
        frozenBy = Set.copyOf(frozenBy);
        endedDisputes = Set.copyOf(endedDisputes);
        holds = Map.copyOf(holds);
        keys = Map.copyOf(keys);
    }

    /** A new wallet with {@code first} as its first credit, in cash. */
    public static Wallet opened(LedgerEntry first, Money freeAllowance) {
        if (first.purse() != Purse.CASH) {
            throw new IllegalArgumentException("A wallet opens with cash");
        }
        return new Wallet(
                first.account(),
                Set.of(),
                Set.of(),
                first.amount(),
                Money.ZERO,
                first.amount(),
                Money.ZERO,
                1,
                first.day(),
                NO_LIMIT,
                NO_LIMIT,
                freeAllowance,
                Map.of(),
                Map.of());
    }

    /** What is not held: the two purses together. */
    public Money available() {
        return cash.plus(grant);
    }

    public Money held() {
        return holds.values().stream().map(Hold::amount).reduce(Money.ZERO, Money::plus);
    }

    /** The invariant of every image: {@code cash + grant + Σ holds = credits − debits}. */
    public boolean isBalanced() {
        return available().plus(held()).equals(credits.minus(debits));
    }

    public boolean isFrozen() {
        return !frozenBy.isEmpty();
    }

    public boolean isInDebt() {
        return cash.isNegative();
    }

    public boolean hasDailyLimit() {
        return !dailyLimit.equals(NO_LIMIT);
    }

    public Money in(Purse purse) {
        return switch (purse) {
            case CASH -> cash;
            case GRANT -> grant;
            case FREE -> freeLeft;
        };
    }

    /** This wallet as it stands on {@code today}: with whole counters when its day is over. */
    public Wallet on(LocalDate today, Money freeAllowance) {
        if (!day.isBefore(today)) {
            return this;
        }
        var sameMonth = YearMonth.from(day).equals(YearMonth.from(today));
        var draft = new WalletDraft(this);
        draft.day = today;
        draft.dailyLeft = dailyLimit;
        draft.freeLeft = freeAllowance;
        draft.keys.replaceAll((key, spend) -> spend.onNewDay(sameMonth));
        return draft.image(version);
    }

    /** The image after {@code placement}, or empty when its condition does not hold. */
    public Optional<Wallet> place(Placement placement) {
        var hold = placement.hold();
        var roll = placement.roll();
        var dayHolds = roll == null
                ? day.equals(hold.day())
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
                ? freeLeft.covers(hold.freeAllowance())
                : in(hold.purse()).covers(amount) && dailyLeft.covers(amount) && keyAffords(placement);
        return fits
                ? Optional.of(changed(draft -> {
                    draft.take(hold);
                    draft.holds.put(placement.key(), hold);
                }))
                : Optional.empty();
    }

    private boolean keyAffords(Placement placement) {
        var limits = placement.keyLimits();
        if (limits == null) {
            return true;
        }
        var spend = keys.get(limits.key());
        return spend != null && limits.afford(spend, placement.hold().amount());
    }

    /** The image after {@code application}, or empty when the hold is gone or the wallet is not where the form says. */
    public Optional<Wallet> apply(Application application) {
        var hold = holds.get(application.key());
        return hold == null || !hold.amount().equals(application.hold().amount()) || !fits(application)
                ? Optional.empty()
                : Optional.of(changed(draft -> {
                    draft.giveBack(application);
                    draft.debits = draft.debits.plus(application.cost());
                    draft.holds.remove(application.key());
                }));
    }

    private boolean fits(Application application) {
        var heldOn = application.hold().day();
        var dayFits = application.sameDay() ? day.equals(heldOn) : day.isAfter(heldOn);
        var limitedKey = application.hold().limitedKey();
        return dayFits
                && (limitedKey == null
                        || application.keyCounters() == Application.KeyCounters.NONE
                        || (keys.containsKey(limitedKey) && day.isBefore(application.nextMonth())));
    }

    /** The day after a roll without a request, or empty when the wallet is not as the roll says. */
    public Optional<Wallet> roll(DayRoll roll, Money freeAllowance) {
        return allows(roll) ? Optional.of(on(roll.to(), freeAllowance).changed(draft -> {})) : Optional.empty();
    }

    private boolean allows(DayRoll roll) {
        return day.equals(roll.from())
                && day.isBefore(roll.to())
                && keys.keySet().equals(roll.keys());
    }

    /** The image with {@code limit} as its daily limit; what was spent and is held today counts against it at once. */
    public Wallet limitedTo(Money limit) {
        return changed(draft -> {
            draft.dailyLeft = dailyLeft.plus(limit.minus(dailyLimit));
            draft.dailyLimit = limit;
        });
    }

    /** The image after {@code entry}, or empty when its day may be closed already. A debit may leave a debt. */
    public Optional<Wallet> booked(LedgerEntry entry) {
        return day.isAfter(entry.day()) ? Optional.empty() : Optional.of(changed(draft -> draft.credit(entry)));
    }

    /** The reason of a freeze as long as a dispute lasts. */
    public static String frozenByDispute(String dispute) {
        return FROZEN_BY_DISPUTE + dispute;
    }

    /** The image with one more reason to be frozen, or empty when it is a dispute that is over. */
    public Optional<Wallet> frozen(String reason) {
        return endedDisputes.contains(reason)
                ? Optional.empty()
                : Optional.of(changed(draft -> draft.frozenBy.add(reason)));
    }

    /**
     * The image without {@code reason}, or empty when there are other reasons than {@code seen}. A dispute that is lifted is over,
     * whether or not it had frozen the wallet.
     */
    public Optional<Wallet> thawed(Set<String> seen, String reason) {
        return frozenBy.equals(seen)
                ? Optional.of(changed(draft -> {
                    draft.frozenBy.remove(reason);
                    if (isDispute(reason)) {
                        draft.endedDisputes.add(reason);
                    }
                }))
                : Optional.empty();
    }

    /** Whether {@code reason} is a dispute: one that has been lifted never comes back. */
    public static boolean isDispute(String reason) {
        return reason.startsWith(FROZEN_BY_DISPUTE);
    }

    /** The image that counts what {@code key} spends from now on, or empty when it does already, or too many are counted. */
    public Optional<Wallet> counting(KeyId key) {
        return keys.containsKey(key) || keys.size() >= MOST_LIMITED_KEYS
                ? Optional.empty()
                : Optional.of(changed(draft -> draft.keys.put(key, KeySpend.NOTHING)));
    }

    /** The image that no longer counts what {@code key} spends, or empty when it did not. */
    public Optional<Wallet> notCounting(KeyId key) {
        return keys.containsKey(key) ? Optional.of(changed(draft -> draft.keys.remove(key))) : Optional.empty();
    }

    private Wallet changed(Consumer<WalletDraft> change) {
        var draft = new WalletDraft(this);
        change.accept(draft);
        return draft.image(version + 1);
    }
}
