package ai.tierup.domain.proof;

import ai.tierup.domain.proof.LeaseScenario.Setting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roll, lease, spend and set, in every order. */
class LeaseProofTest {

    private static void holds(String what, LeaseScenario scenario, LeaseRules rules) {
        Proof.holds("roll/lease/spend, " + what, new LeaseModel(scenario, rules));
    }

    @Test
    void noDayIsOverspentByAnEnvironmentThatLivesThroughThree() {
        holds("1 environment, 3 days", LeaseScenario.with(1, 3).amounts(Proof.LONG ? 1 : 2, 1), new LeaseRules());
    }

    @Test
    void noDayIsOverspentByEnvironmentsWhoseClocksDiffer() {
        holds("2 environments, 2 days", LeaseScenario.with(2, 2).amounts(Proof.LONG ? 1 : 2, 1), new LeaseRules());
    }

    @Test
    void aBudgetMayBeSetAtAnyMoment() {
        holds(
                "2 environments, budget lowered and raised",
                LeaseScenario.with(2, 1).setting(2, 4, 6),
                new LeaseRules());
    }

    @Test
    void aBudgetOfOneShardIsLoweredToWhatIsOutAlready() {
        holds(
                "2 environments, budget of 1 shard lowered and raised",
                LeaseScenario.with(2, 1).shards(1).setting(2, 4, 6),
                new LoweredExactly());
    }

    @Test
    void aBudgetOfManyShardsIsLoweredToWhatIsOutAlreadyWhenTheyAreLevelled() {
        var levelling = new LoweredExactly() {
            @Override
            List<Integer> leftAfter(DayState day, Setting setting) {
                var total = setting.difference();
                for (var left : day.left()) {
                    total += left;
                }
                return level(total, day.left().size());
            }
        };

        holds("2 environments, shards levelled", LeaseScenario.with(2, 1).setting(2, 4, 6), levelling);
    }

    private static List<Integer> level(int total, int shards) {
        var level = new ArrayList<Integer>();
        for (var shard = 0; shard < shards; shard++) {
            level.add((total - level.stream().mapToInt(left -> left).sum()) / (shards - shard));
        }
        return level;
    }

    /** Once its budget is lowered, no more is spent than that, or than what was out of the shards already. */
    static class LoweredExactly extends LeaseRules {

        @Override
        int allowed(int budget, int out, List<Integer> left) {
            return Math.max(budget, out);
        }
    }
}
