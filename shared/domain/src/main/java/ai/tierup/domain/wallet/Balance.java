package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;

/**
 * The money of a wallet that is not held, and the sums that it must agree with.
 *
 * @param cash money paid in; below zero after a refund of spent money, which is debt: spending stops until a top-up covers it
 * @param grant granted credit
 * @param credits signed sum of all ledger entries but usage
 * @param debits sum of the costs of all settled usage records
 */
public record Balance(Money cash, Money grant, Money credits, Money debits) {

    /** The two purses together. */
    Money available() {
        return cash.plus(grant);
    }

    /** Adds what an entry brings, or takes what it costs. */
    Balance booked(LedgerEntry entry) {
        var moved = entry.purse() == Purse.FREE ? noMoney() : moved(entry.purse(), entry.amount());
        return new Balance(moved.cash, moved.grant, credits.plus(entry.amount()), debits);
    }

    /** Takes a new hold from its purse. */
    Balance without(Hold hold) {
        return moved(hold.purse(), Money.ZERO.minus(hold.amount()));
    }

    /** Counts the cost of a hold and gives the rest back to its purse. */
    Balance settled(Application application) {
        var moved = moved(application.hold().purse(), application.rest());
        return new Balance(moved.cash, moved.grant, credits, debits.plus(application.cost()));
    }

    private Balance moved(Purse purse, Money amount) {
        return switch (purse) {
            case CASH -> new Balance(cash.plus(amount), grant, credits, debits);
            case GRANT -> new Balance(cash, grant.plus(amount), credits, debits);
            case FREE -> this;
        };
    }

    private static Balance noMoney() {
        throw new IllegalArgumentException("The free allowance is no money");
    }
}
