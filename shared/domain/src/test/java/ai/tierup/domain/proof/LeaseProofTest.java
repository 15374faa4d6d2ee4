package ai.tierup.domain.proof;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests rolls, leases, spending, returns and changes of the budget in every order. */
@Tag("proof")
class LeaseProofTest {

    private static void holds(String what, LeaseScenario scenario, LeaseRules rules) {
        Proof.holds("roll/lease/spend/return, " + what, new LeaseModel(scenario, rules));
    }

    private static LeaseScenario overMidnight(int environments, int days) {
        return LeaseScenario.with(environments, days)
                .shards(Proof.LONG ? 2 : 1)
                .amounts(2, 1)
                .returns(1);
    }

    @Test
    void noDayIsOverspentByAnEnvironmentThatRunsForThreeDays() {
        holds("1 environment, 3 days", overMidnight(1, 3), new LeaseRules());
    }

    @Test
    void noDayIsOverspentByEnvironmentsWhoseClocksDiffer() {
        holds("2 environments, 2 days", overMidnight(2, 2), new LeaseRules());
    }

    @Test
    void aBudgetSetAtAnyTimeIsExceededOnlyByAmountsAlreadyOut() {
        holds(
                "2 environments, budget lowered and raised",
                LeaseScenario.with(2, 1).setting(2, 4, 6),
                new LeaseRules());
    }

    @Test
    void aBudgetOfOneShardSetAtAnyTimeIsExceededOnlyByAmountsAlreadyOut() {
        holds(
                "2 environments, budget of 1 shard lowered and raised",
                LeaseScenario.with(2, 1).shards(1).setting(2, 4, 6),
                new LeaseRules());
    }
}
