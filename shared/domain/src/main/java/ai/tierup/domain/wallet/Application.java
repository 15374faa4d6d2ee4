package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;

/**
 * The write that ends a hold with the cost its usage record states.
 *
 * @param cost taken from the hold's amount, the rest returns to its purse
 * @param allowanceUsed taken from the hold's free allowance
 * @param sameDay whether the wallet is believed to be on the hold's day still: then the rest returns to the day's counters too.
 *     After midnight those counters belong to another day
 */
public record Application(HoldKey key, Hold hold, Money cost, Money allowanceUsed, boolean sameDay) {

    public Application {
        if (cost.isNegative() || !hold.amount().covers(cost)) {
            throw new IllegalArgumentException("The cost " + cost + " is not within the hold of " + hold.amount());
        }
        if (allowanceUsed.isNegative() || !hold.freeAllowance().covers(allowanceUsed)) {
            throw new IllegalArgumentException("The allowance used is not within the hold");
        }
    }

    public Money rest() {
        return hold.amount().minus(cost);
    }

    public Money allowanceRest() {
        return hold.freeAllowance().minus(allowanceUsed);
    }
}
