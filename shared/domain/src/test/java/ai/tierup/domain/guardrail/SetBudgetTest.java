package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetBudgetTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final BudgetChange CHANGE = new BudgetChange("ada", NOON, "a campaign");
    private static final Money CENT = Money.ofUsd("0.01");

    private final InMemoryPoolLedger ledger = new InMemoryPoolLedger();
    private final DayBudgets budgets = TestGuardrail.budgets(Map.of(Pool.GRANT, CENT));
    private final SetBudget setBudget = new SetBudget(ledger, budgets);

    @Test
    void aFutureDayCanBeGivenABudget() {
        var day = setBudget.set(Pool.GRANT, TODAY.plusDays(3), Money.ofUsd("7"), CHANGE);

        assertThat(ledger.find(Pool.GRANT, TODAY.plusDays(3))).contains(day);
        assertThat(day.budget()).isEqualTo(Money.ofUsd("7"));
    }

    @Test
    void aRaisedBudgetIsAvailableToEnvironmentsAtOnce() {
        var guardrail = TestGuardrail.over(ledger, InstantSource.fixed(NOON), Map.of(Pool.GRANT, CENT));
        guardrail.draw(TODAY, Pool.GRANT, CENT, CENT);

        setBudget.set(Pool.GRANT, TODAY, Money.ofUsd("0.02"), CHANGE);

        assertThat(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT)).isInstanceOf(Guardrail.DrawOutcome.Drawn.class);
    }

    @Test
    void aBudgetBelowTheSpendStopsDrawsUntilItIsRaised() {
        var guardrail = TestGuardrail.over(ledger, InstantSource.fixed(NOON), Map.of(Pool.GRANT, CENT));
        guardrail.draw(TODAY, Pool.GRANT, CENT, CENT);
        setBudget.set(Pool.GRANT, TODAY, Money.ZERO, CHANGE);

        assertThat(ledger.remaining(new PoolDay(Pool.GRANT, TODAY, Money.ZERO, 1)))
                .containsExactly(Money.ofUsd("-0.01"));

        setBudget.set(Pool.GRANT, TODAY, Money.ofUsd("0.03"), CHANGE);

        assertThat(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("0.02"), CENT))
                .isInstanceOf(Guardrail.DrawOutcome.Drawn.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.000000001", "1000000.000000001"})
    void aBudgetOutOfRangeIsRefused(String budget) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setBudget.set(Pool.GRANT, TODAY, Money.ofUsd(budget), CHANGE));
    }

    @Test
    void rollDaysRollsTodayAndTomorrowForEveryPool() {
        var roll = new RollDays(ledger, budgets, InstantSource.fixed(NOON));
        setBudget.set(Pool.GRANT, TODAY, Money.ofUsd("9"), CHANGE);

        roll.roll();
        roll.roll();

        for (var pool : Pool.values()) {
            assertThat(ledger.find(pool, TODAY)).isPresent();
            assertThat(ledger.find(pool, TODAY.plusDays(1))).isPresent();
        }
        assertThat(ledger.find(Pool.GRANT, TODAY).orElseThrow().budget()).isEqualTo(Money.ofUsd("9"));
        assertThat(ledger.find(Pool.GRANT, TODAY.plusDays(1)).orElseThrow().budget())
                .isEqualTo(CENT);
    }

    @Test
    void aChangeThatIsAlwaysLateGivesUpAfterTwentyAttempts() {
        var asked = new AtomicInteger();
        var busy = new InMemoryPoolLedger() {
            @Override
            public synchronized boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
                asked.incrementAndGet();
                return false;
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> new SetBudget(busy, budgets).set(Pool.GRANT, TODAY, CENT, CHANGE))
                .withMessageContaining("grant");
        assertThat(asked).hasValue(20);
    }

    @ParameterizedTest
    @CsvSource({"'', why", "' ', why", "who, ''", "who, ' '"})
    void aChangeWithoutAnOperatorOrAReasonIsRefused(String who, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BudgetChange(who, NOON, why));
    }

    @Test
    void operatorAndReasonHaveAtMostTwoHundredCharacters() {
        var longest = "x".repeat(200);

        assertThat(new BudgetChange(longest, NOON, longest).why()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new BudgetChange(longest + "x", NOON, "why"));
        assertThatIllegalArgumentException().isThrownBy(() -> new BudgetChange("who", NOON, longest + "x"));
    }

    @Test
    void poolsAreFoundByTheirPublicNames() {
        assertThat(Pool.named("tier-1")).contains(Pool.TIER_1);
        assertThat(Pool.named("subsidy")).contains(Pool.SUBSIDY);
        assertThat(Pool.named("TIER_1")).isEmpty();
    }
}
