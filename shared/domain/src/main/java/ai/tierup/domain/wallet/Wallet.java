package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One image of the prepaid balance of an account. Every rule about it stands here; a store repeats the conditions of
 * {@link #place} and {@link #apply} as one conditional write each and is held to them by a contract test.
 *
 * @param frozenBy reasons that someone must lift; spending stops while there is one
 * @param cash money paid in; below zero after a refund of spent money, which is debt: spending stops until a top-up covers it
 * @param grant granted credit
 * @param credits signed sum of all ledger entries but usage
 * @param debits sum of the costs of all applied usage records
 * @param version counts the writes
 * @param day UTC day that {@code dailyLeft} and {@code freeLeft} belong to; only moves forward
 * @param dailyLimit {@link #NO_LIMIT} when there is none, so that what was spent today is always {@code dailyLimit − dailyLeft}
 * @param dailyLeft may be negative after the limit was lowered
 * @param freeLeft what is left of the day's free allowance, at list price
 */
public record Wallet(
        AccountId account,
        Set<String> frozenBy,
        Money cash,
        Money grant,
        Money credits,
        Money debits,
        long version,
        LocalDate day,
        Money dailyLimit,
        Money dailyLeft,
        Money freeLeft,
        Map<HoldKey, Hold> holds) {

    /** Above every limit that can be set. */
    public static final Money NO_LIMIT = new Money(1_000_000_000_000_000_000L);

    /** The reason of a freeze by the service itself: an image that did not add up. */
    public static final String FROZEN_BY_INVARIANT = "invariant";

    public Wallet {
        frozenBy = Set.copyOf(frozenBy);
        holds = Map.copyOf(holds);
    }

    /** A new wallet with {@code cash} as its first credit. */
    public static Wallet opened(AccountId account, Money cash, LocalDate day, Money freeAllowance) {
        return new Wallet(
                account,
                Set.of(),
                cash,
                Money.ZERO,
                cash,
                Money.ZERO,
                1,
                day,
                NO_LIMIT,
                NO_LIMIT,
                freeAllowance,
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
        return day.isBefore(today) ? withCounters(today, dailyLimit, freeAllowance) : this;
    }

    /** The image after {@code placement}, or empty when its condition does not hold. */
    public Optional<Wallet> place(Placement placement) {
        var hold = placement.hold();
        var rollsFrom = placement.rollsFrom();
        var dayHolds = rollsFrom == null ? day.equals(hold.day()) : day.equals(rollsFrom) && day.isBefore(hold.day());
        if (isFrozen()
                || !dayHolds
                || holds.size() >= placement.concurrentLimit()
                || holds.containsKey(placement.key())) {
            return Optional.empty();
        }
        return on(hold.day(), placement.freeAllowance()).draw(placement.key(), hold);
    }

    private Optional<Wallet> draw(HoldKey key, Hold hold) {
        var m = hold.amount();
        if (isInDebt()) {
            return Optional.empty();
        }
        return switch (hold.purse()) {
            case FREE ->
                freeLeft.covers(hold.freeAllowance())
                        ? Optional.of(
                                moved(Purse.FREE, Money.ZERO.minus(hold.freeAllowance()), Money.ZERO, with(key, hold)))
                        : Optional.empty();
            case CASH, GRANT ->
                in(hold.purse()).covers(m) && dailyLeft.covers(m)
                        ? Optional.of(moved(hold.purse(), Money.ZERO.minus(m), Money.ZERO.minus(m), with(key, hold)))
                        : Optional.empty();
        };
    }

    /** The image after {@code application}, or empty when the hold is gone or the day is another one. */
    public Optional<Wallet> apply(Application application) {
        var hold = holds.get(application.key());
        var dayHolds = application.sameDay()
                ? day.equals(application.hold().day())
                : day.isAfter(application.hold().day());
        if (hold == null || !hold.amount().equals(application.hold().amount()) || !dayHolds) {
            return Optional.empty();
        }
        var back = hold.purse() == Purse.FREE ? application.allowanceRest() : application.rest();
        if (hold.purse() == Purse.FREE && !application.sameDay()) {
            back = Money.ZERO;
        }
        var dailyBack = hold.purse() != Purse.FREE && application.sameDay() ? application.rest() : Money.ZERO;
        return Optional.of(moved(hold.purse(), back, dailyBack, without(application.key()))
                .withDebits(debits.plus(application.cost())));
    }

    /** The image with {@code limit} as its daily limit; what was spent and is held today counts against it at once. */
    public Wallet limitedTo(Money limit) {
        var left = dailyLeft.plus(limit.minus(dailyLimit));
        return new Wallet(
                account, frozenBy, cash, grant, credits, debits, version + 1, day, limit, left, freeLeft, holds);
    }

    /** The image with one more reason to be frozen. */
    public Wallet frozen(String reason) {
        var reasons = new TreeSet<>(frozenBy);
        reasons.add(reason);
        return new Wallet(
                account,
                reasons,
                cash,
                grant,
                credits,
                debits,
                version + 1,
                day,
                dailyLimit,
                dailyLeft,
                freeLeft,
                holds);
    }

    private Wallet withCounters(LocalDate newDay, Money newDailyLeft, Money newFreeLeft) {
        return new Wallet(
                account,
                frozenBy,
                cash,
                grant,
                credits,
                debits,
                version,
                newDay,
                dailyLimit,
                newDailyLeft,
                newFreeLeft,
                holds);
    }

    private Wallet withDebits(Money newDebits) {
        return new Wallet(
                account,
                frozenBy,
                cash,
                grant,
                credits,
                newDebits,
                version,
                day,
                dailyLimit,
                dailyLeft,
                freeLeft,
                holds);
    }

    private Wallet moved(Purse purse, Money delta, Money dailyDelta, Map<HoldKey, Hold> newHolds) {
        return new Wallet(
                account,
                frozenBy,
                purse == Purse.CASH ? cash.plus(delta) : cash,
                purse == Purse.GRANT ? grant.plus(delta) : grant,
                credits,
                debits,
                version + 1,
                day,
                dailyLimit,
                dailyLeft.plus(dailyDelta),
                purse == Purse.FREE ? freeLeft.plus(delta) : freeLeft,
                newHolds);
    }

    private Map<HoldKey, Hold> with(HoldKey key, Hold hold) {
        var more = new LinkedHashMap<>(holds);
        more.put(key, hold);
        return more;
    }

    private Map<HoldKey, Hold> without(HoldKey key) {
        var fewer = new LinkedHashMap<>(holds);
        fewer.remove(key);
        return fewer;
    }
}
