package ai.tierup.domain.operator;

import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.SetBudget;
import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;

/** Changes a pool's budget for a day. The act is recorded in the transaction that changes the budget. */
public final class ChangeBudget {

    private final SetBudget setBudget;
    private final InstantSource clock;

    public ChangeBudget(SetBudget setBudget, InstantSource clock) {
        this.setBudget = setBudget;
        this.clock = clock;
    }

    /**
     * Changes the budget of {@code day}.
     *
     * @return the day with its new budget
     * @throws IllegalArgumentException when the budget is negative or too large, or {@code who} or {@code why} is blank or too long
     * @throws IllegalStateException when concurrent callers keep changing the budget
     */
    public PoolDay change(Operator who, String why, Pool pool, LocalDate day, Money budget) {
        return setBudget.set(pool, day, budget, new BudgetChange(who.name(), clock.instant(), why));
    }
}
