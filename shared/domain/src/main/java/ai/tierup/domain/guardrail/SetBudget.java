package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;

/** Changes a pool's budget for one day, at any time of that day. What is already spent counts against the new budget. */
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
     * Sets the budget and returns the changed day. A day that has not been rolled is rolled first.
     *
     * @throws IllegalArgumentException if the budget is negative or above {@link #MAX_BUDGET}
     * @throws IllegalStateException if another change or lease came first in every attempt
     */
    public PoolDay set(Pool pool, LocalDate day, Money budget, BudgetChange change) {
        if (budget.isNegative() || !MAX_BUDGET.covers(budget)) {
            throw new IllegalArgumentException("A day's budget must be between 0 and " + MAX_BUDGET);
        }
        for (var send = 0; send < MAX_SENDS; send++) {
            var seen = budgets.day(ledger, pool, day);
            if (ledger.changeBudget(seen, budget, change)) {
                return seen.withBudget(budget);
            }
        }
        throw new IllegalStateException(
                "The budget of " + pool.publicName() + " is being changed or leased from. Try again.");
    }
}
