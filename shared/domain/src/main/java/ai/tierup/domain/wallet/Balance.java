package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;

/**
 * The money of a wallet that is not held, and the totals it must agree with.
 *
 * @param cash money paid in. A refund of spent money can take it below zero; spending then stops until a top-up covers the debt
 * @param grant granted credit
 * @param credits signed sum of all ledger entries but usage
 * @param debits sum of the costs of all settled usage records
 */
public record Balance(Money cash, Money grant, Money credits, Money debits) {

    /** The balance of a wallet before its first credit. */
    static final Balance EMPTY = new Balance(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    /** Cash and grant together. */
    Money available() {
        return cash.plus(grant);
    }

    /** Adds the amount of {@code entry}, which may be negative, to its purse and to the credits. */
    Balance booked(LedgerEntry entry) {
        var moved = entry.purse() == Purse.FREE ? noMoney() : moved(entry.purse(), entry.amount());
        return new Balance(moved.cash, moved.grant, credits.plus(entry.amount()), debits);
    }

    /** Takes the amount of a new hold from its purse. */
    Balance without(Hold hold) {
        return moved(hold.purse(), Money.ZERO.minus(hold.amount()));
    }

    /** Adds the cost of a hold to the debits and returns the rest to its purse. */
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
        throw new IllegalArgumentException("The free allowance is not money");
    }
}
