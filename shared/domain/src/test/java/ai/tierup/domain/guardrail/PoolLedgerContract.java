package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.guardrail.PoolLedger.LeaseAnswer;
import ai.tierup.domain.guardrail.PoolLedger.ReturnAnswer;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Contract of {@link PoolLedger}. Each test uses a different day, so that all can share one store. */
public abstract class PoolLedgerContract {

    private static final BudgetChange CHANGE =
            new BudgetChange("ada", Instant.parse("2026-11-24T12:00:00Z"), "a campaign");

    protected abstract PoolLedger ledger();

    private PoolDay rolled(String day, long budget, int shards) {
        return ledger().roll(new PoolDay(Pool.GRANT, LocalDate.parse(day), new Money(budget), shards));
    }

    @Test
    void aDayThatWasNotRolledIsNotFound() {
        assertThat(ledger().find(Pool.GRANT, LocalDate.parse("2026-01-01"))).isEmpty();
    }

    @Test
    void aRolledDayHasItsWholeBudgetInItsShards() {
        var day = rolled("2026-01-02", 1_000, 3);

        assertThat(ledger().find(Pool.GRANT, day.day())).contains(day);
        assertThat(ledger().find(Pool.SUBSIDY, day.day())).isEmpty();
        assertThat(ledger().remaining(day)).containsExactly(new Money(334), new Money(333), new Money(333));
    }

    @Test
    void rollingADayAgainChangesNothing() {
        var day = rolled("2026-01-03", 900, 3);
        ledger().lease(day, 1, new Money(300));

        var again = rolled("2026-01-03", 5_000, 5);

        assertThat(again).isEqualTo(day);
        assertThat(ledger().remaining(day)).containsExactly(new Money(300), Money.ZERO, new Money(300));
    }

    @Test
    void aLeaseTakesAtMostWhatRemains() {
        var day = rolled("2026-01-04", 100, 1);

        assertThat(ledger().lease(day, 0, new Money(60))).isEqualTo(new LeaseAnswer.Leased(0));
        assertThat(ledger().lease(day, 0, new Money(41))).isEqualTo(new LeaseAnswer.TooLittle(new Money(40)));
        assertThat(ledger().lease(day, 0, new Money(40))).isEqualTo(new LeaseAnswer.Leased(0));
        assertThat(ledger().remaining(day)).containsExactly(Money.ZERO);
    }

    @Test
    void whatIsGivenBackCanBeLeasedAgain() {
        var day = rolled("2026-01-11", 100, 1);
        ledger().lease(day, 0, new Money(100));

        assertThat(ledger().giveBack(day, 0, new Money(70), 0)).isEqualTo(new ReturnAnswer.Returned());

        assertThat(ledger().remaining(day)).containsExactly(new Money(70));
        assertThat(ledger().lease(day, 0, new Money(30))).isEqualTo(new LeaseAnswer.Leased(1));
        assertThat(ledger().giveBack(day, 0, new Money(30), 1)).isEqualTo(new ReturnAnswer.Returned());
        assertThat(ledger().remaining(day)).containsExactly(new Money(70));
    }

    @Test
    void aReturnThatIsDeliveredAgainAddsNothing() {
        var day = rolled("2026-01-12", 100, 2);
        ledger().lease(day, 0, new Money(50));
        ledger().giveBack(day, 0, new Money(20), 0);

        assertThat(ledger().giveBack(day, 0, new Money(20), 0)).isEqualTo(new ReturnAnswer.Outdated(1));
        ledger().lease(day, 0, new Money(5));
        ledger().giveBack(day, 0, new Money(5), 1);
        assertThat(ledger().giveBack(day, 0, new Money(20), 0)).isEqualTo(new ReturnAnswer.Outdated(2));

        assertThat(ledger().remaining(day)).containsExactly(new Money(20), new Money(50));
    }

    @Test
    void aShardThatOwesTakesReturnsAndGivesNothing() {
        var day = rolled("2026-01-13", 100, 1);
        ledger().lease(day, 0, new Money(80));
        ledger().changeBudget(day, new Money(30), CHANGE);

        assertThat(ledger().giveBack(day, 0, new Money(40), 0)).isEqualTo(new ReturnAnswer.Returned());

        assertThat(ledger().remaining(day)).containsExactly(new Money(-10));
        assertThat(ledger().lease(day, 0, new Money(1))).isEqualTo(new LeaseAnswer.TooLittle(new Money(-10)));
    }

    @Test
    void aRaisedBudgetIsAvailableAtOnceInTheSameShards() {
        var day = rolled("2026-01-05", 100, 2);
        ledger().lease(day, 0, new Money(50));

        assertThat(ledger().changeBudget(day, new Money(301), CHANGE)).isTrue();

        assertThat(ledger().find(Pool.GRANT, day.day())).contains(day.withBudget(new Money(301)));
        assertThat(ledger().remaining(day)).containsExactly(new Money(126), new Money(125));
    }

    @Test
    void aBudgetBelowTheSpendStopsEveryLease() {
        var day = rolled("2026-01-06", 100, 1);
        ledger().lease(day, 0, new Money(80));

        ledger().changeBudget(day, new Money(30), CHANGE);

        assertThat(ledger().remaining(day)).containsExactly(new Money(-50));
        assertThat(ledger().lease(day, 0, new Money(1))).isEqualTo(new LeaseAnswer.TooLittle(new Money(-50)));
    }

    @Test
    void anEmptyShardDoesNotLeaveTheOthersMoreThanTheLoweredBudget() {
        var day = rolled("2026-01-09", 400, 2);
        ledger().lease(day, 0, new Money(200));

        ledger().changeBudget(day, new Money(250), CHANGE);

        assertThat(ledger().remaining(day)).containsExactly(new Money(25), new Money(25));
    }

    @Test
    void aRaisedBudgetFirstCoversTheOverspend() {
        var day = rolled("2026-01-10", 400, 2);
        ledger().lease(day, 0, new Money(200));
        ledger().lease(day, 1, new Money(100));
        ledger().changeBudget(day, new Money(100), CHANGE);

        ledger().changeBudget(day.withBudget(new Money(100)), new Money(301), CHANGE);

        assertThat(ledger().remaining(day)).containsExactly(new Money(1), Money.ZERO);
    }

    @Test
    void onlyOneOfTwoChangesFromTheSameBudgetSucceeds() {
        var day = rolled("2026-01-07", 100, 1);
        ledger().changeBudget(day, new Money(150), CHANGE);

        assertThat(ledger().changeBudget(day, new Money(200), CHANGE)).isFalse();

        assertThat(ledger().remaining(day)).containsExactly(new Money(150));
    }

    @Test
    void aDayOfSixtyFourShardsIsRolledAndChangedAtomically() {
        var day = rolled("2026-01-08", 6_400, 64);

        ledger().changeBudget(day, Money.ZERO, CHANGE);

        assertThat(ledger().remaining(day)).hasSize(64).containsOnly(Money.ZERO);
    }
}
