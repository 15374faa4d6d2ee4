package ai.tierup.domain.proof;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests rolls, leases, spending and changes of the budget in every order. */
@Tag("proof")
class LeaseProofTest {

    private static void holds(String what, LeaseScenario scenario, LeaseRules rules) {
        Proof.holds("roll/lease/spend, " + what, new LeaseModel(scenario, rules));
    }

    @Test
    void noDayIsOverspentByAnEnvironmentThatRunsForThreeDays() {
        holds("1 environment, 3 days", LeaseScenario.with(1, 3).amounts(Proof.LONG ? 1 : 2, 1), new LeaseRules());
    }

    @Test
    void noDayIsOverspentByEnvironmentsWhoseClocksDiffer() {
        holds("2 environments, 2 days", LeaseScenario.with(2, 2).amounts(Proof.LONG ? 1 : 2, 1), new LeaseRules());
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
