package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;

/** Gives a pool another budget for one day, at any moment of it. What is spent counts against it at once. */
public final class SetBudget {

    /** The largest budget of a day: a million dollars. */
    public static final Money MAX_BUDGET = Money.ofUsd("1000000");

    private static final int MAX_SENDS = 20;

    private final PoolLedger ledger;
    private final DayBudgets budgets;

    public SetBudget(PoolLedger ledger, DayBudgets budgets) {
        this.ledger = ledger;
        this.budgets = budgets;
    }

    /**
     * The day with {@code budget}; a day that nobody has needed yet is rolled first.
     *
     * @throws IllegalArgumentException when the budget is negative or above {@link #MAX_BUDGET}
     * @throws IllegalStateException when others kept changing it at the same time
     */
    public PoolDay set(Pool pool, LocalDate day, Money budget, BudgetChange change) {
        if (budget.isNegative() || !MAX_BUDGET.covers(budget)) {
            throw new IllegalArgumentException("A day's budget is from 0 to " + MAX_BUDGET);
        }
        for (var send = 0; send < MAX_SENDS; send++) {
            var seen = budgets.day(ledger, pool, day);
            if (ledger.changeBudget(seen, budget, change)) {
                return seen.withBudget(budget);
            }
        }
        throw new IllegalStateException(
                "The budget of " + pool.publicName() + " is being changed or leased from: try again");
    }
}
