package ai.tierup.domain.proof;

import ai.tierup.domain.proof.Environment.Lease;
import ai.tierup.domain.proof.LeaseScenario.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that each rule of the guardrail is needed, because a day is overspent without it. */
class LeaseMutantsTest {

    private static final LeaseScenario ONE_DAY = LeaseScenario.with(1, 1).amounts(2, 2);
    private static final LeaseScenario ONE_SHARD = ONE_DAY.shards(1);
    private static final LeaseScenario TWO_DAYS = LeaseScenario.with(1, 2).amounts(2, 2);

    private static void overspends(String mutant, LeaseScenario scenario, LeaseRules rules) {
        Proof.breaks(mutant, new LeaseModel(scenario, rules), "broken: spent on a day <= its largest budget");
    }

    @Test
    void shardsPutAgainByASecondRollAreSpentTwice() {
        var rules = new LeaseRules() {
            @Override
            DayState rolledAgain(DayState day, int budget, int shards) {
                return day.rolled(budget, shards);
            }
        };

        overspends("shards put again without a condition", ONE_DAY, rules);
    }

    @Test
    void aReturnWithoutAConditionCreatesMoney() {
        var rules = new LeaseRules() {
            @Override
            LeaseState afterReturn(LeaseState state, Return applied) {
                return state.returnedUncounted(applied);
            }
        };

        overspends("a return by a bare add, repeated", ONE_SHARD, rules);
    }

    /** The same happens if a client repeats a return unseen: the refusal of the second copy does not mean that the first was refused. */
    @Test
    void aReturnWithoutAnAnswerThatIsKeptIsSpentTwice() {
        var rules = new LeaseRules() {
            @Override
            int keptOf(Return sent) {
                return sent.amount();
            }
        };

        overspends("a return without an answer taken for one that was not applied", ONE_SHARD, rules);
    }

    @Test
    void aReturnOfYesterdaysLeaseToTodaysShardExceedsTodaysBudget() {
        var rules = new LeaseRules() {
            @Override
            int returnsTo(Lease lease, int today) {
                return today;
            }
        };

        overspends("a return to another day's shard", TWO_DAYS, rules);
    }

    @Test
    void yesterdaysLeaseSpentTodayExceedsTodaysBudget() {
        var rules = new LeaseRules() {
            @Override
            boolean mayBeSpent(Lease lease, int today) {
                return true;
            }
        };

        overspends("a lease carried over midnight", TWO_DAYS, rules);
    }

    @Test
    void theRestOfYesterdaysHoldSpentTodayExceedsTodaysBudget() {
        var rules = new LeaseRules() {
            @Override
            boolean takesBack(Lease lease, int day) {
                return true;
            }
        };

        overspends("a rest given to another day's lease", TWO_DAYS, rules);
    }

    @Test
    void aSecondAttemptWithoutASecondDrawOverspendsTheDay() {
        var rules = new LeaseRules() {
            @Override
            int drawnAgain(int hold) {
                return 0;
            }
        };

        overspends("another candidate asked under the first draw", ONE_DAY, rules);
    }

    @Test
    void aBudgetRaisedTwiceIsRaisedTooFar() {
        var rules = new LeaseRules() {
            @Override
            boolean maySet(DayState day, Setting setting) {
                return true;
            }
        };

        overspends("a budget set without a condition", ONE_DAY.setting(6), rules);
    }

    @Test
    void anOverdrawnShardDoesNotStopTheOthers() {
        var rules = new LeaseRules() {
            @Override
            List<Integer> leftAfter(DayState day, Setting setting) {
                var share = setting.difference() / day.left().size();
                return day.left().stream().map(left -> left + share).toList();
            }
        };

        Proof.breaks(
                "each shard lowered by its share",
                new LeaseModel(LeaseScenario.with(2, 1).setting(2), rules),
                "broken: spent on a day <= what was out when its budget was set");
    }
}
