package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;

/**
 * The write that ends a hold with the cost its usage record states.
 *
 * @param cost taken from the hold's amount, the rest returns to its purse
 * @param allowanceUsed taken from the hold's free allowance
 * @param sameDay whether the wallet is believed to be on the hold's day still: then the rest returns to the day's counters too.
 *     After midnight those counters belong to another day
 * @param keyCounters which counters of the hold's key the rest returns to
 */
public record Application(
        HoldKey key, Hold hold, Money cost, Money allowanceUsed, boolean sameDay, KeyCounters keyCounters) {

    /** The counters of a key with limits. */
    public enum KeyCounters {
        DAY_AND_MONTH,
        /** The day is over, the month is not. */
        MONTH,
        /** The month is over, or the key is gone, or has no limits. */
        NONE
    }

    public Application {
        if (cost.isNegative() || !hold.amount().covers(cost)) {
            throw new IllegalArgumentException("The cost " + cost + " is not within the hold of " + hold.amount());
        }
        if (allowanceUsed.isNegative() || !hold.freeAllowance().covers(allowanceUsed)) {
            throw new IllegalArgumentException("The allowance used is not within the hold");
        }
    }

    /** The form for a wallet that still is on the hold's day: right nearly always, refused when it is not. */
    public static Application onTheSameDay(HoldKey key, Hold hold, Money cost, Money allowanceUsed) {
        var counters = hold.limitedKey() == null ? KeyCounters.NONE : KeyCounters.DAY_AND_MONTH;
        return new Application(key, hold, cost, allowanceUsed, true, counters);
    }

    /** The same with the form that {@code wallet} needs. */
    public Application fitting(Wallet wallet) {
        var same = wallet.day().equals(hold.day());
        var limitedKey = hold.limitedKey();
        var counted = limitedKey != null && wallet.keys().containsKey(limitedKey);
        var counters = counted && same
                ? KeyCounters.DAY_AND_MONTH
                : counted && wallet.day().isBefore(nextMonth()) ? KeyCounters.MONTH : KeyCounters.NONE;
        return new Application(key, hold, cost, allowanceUsed, same, counters);
    }

    public Money rest() {
        return hold.amount().minus(cost);
    }

    public Money allowanceRest() {
        return hold.freeAllowance().minus(allowanceUsed);
    }

    /** The first day of the month after the hold's. */
    public LocalDate nextMonth() {
        return hold.day().withDayOfMonth(1).plusMonths(1);
    }
}
