package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static ai.tierup.domain.operator.OperatorFixture.NOON;
import static ai.tierup.domain.operator.OperatorFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.SetBudget;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeBudgetTest {

    private final List<BudgetChange> changes = new ArrayList<>();
    private final InMemoryPoolLedger ledger = new InMemoryPoolLedger() {
        @Override
        public synchronized boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
            changes.add(change);
            return super.changeBudget(seen, budget, change);
        }
    };
    private final ChangeBudget changeBudget =
            new ChangeBudget(new SetBudget(ledger, TestGuardrail.budgets(Map.of())), InstantSource.fixed(NOON));

    @Test
    void theRecordIsHandedToTheTransactionThatChangesTheBudget() {
        var day = changeBudget.change(ADA, "launch day", Pool.GRANT, TODAY, Money.ofUsd("7"));

        assertThat(ledger.find(Pool.GRANT, TODAY)).contains(day);
        assertThat(day.budget()).isEqualTo(Money.ofUsd("7"));
        assertThat(changes).containsExactly(new BudgetChange("ada", NOON, "launch day"));
    }

    @Test
    void aBudgetWithoutAReasonIsNotChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changeBudget.change(ADA, " ", Pool.GRANT, TODAY, Money.ofUsd("7")));

        assertThat(ledger.find(Pool.GRANT, TODAY)).isEmpty();
    }
}
