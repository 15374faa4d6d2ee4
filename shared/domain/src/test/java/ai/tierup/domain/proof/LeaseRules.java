package ai.tierup.domain.proof;

import ai.tierup.domain.proof.Environment.Lease;
import ai.tierup.domain.proof.LeaseScenario.Setting;
import java.util.List;

/** The rules that keep a day within its budget. A mutant overrides one. */
class LeaseRules {

    /** A roll of a day that is there: day and shards are put together, each only where there is none. */
    DayState rolledAgain(DayState day, int budget, int shards) {
        return day;
    }

    /** Whether a lease may be spent {@code today}. */
    boolean mayBeSpent(Lease lease, int today) {
        return lease.day() == today;
    }

    /** Whether {@code lease} takes back what a draw of {@code day} did not use. */
    boolean takesBack(Lease lease, int day) {
        return lease.day() == day;
    }

    /** How often the shard's {@code left = left + rest} arrives when a lease is given back: none is, it is lost. */
    int returns() {
        return 0;
    }

    /** The condition of the write that sets a budget. */
    boolean maySet(DayState day, Setting setting) {
        return day.budget() == setting.seen();
    }

    /** What that write leaves in the shards: each takes its share of the difference, and may go below zero. */
    List<Integer> leftAfter(DayState day, Setting setting) {
        var share = setting.difference() / day.left().size();
        return day.left().stream().map(left -> left + share).toList();
    }

    /**
     * What may be spent in all once the budget is {@code budget}.
     *
     * @param out what was out of the shards at that time
     * @param left what is in the shards after it
     */
    int allowed(int budget, int out, List<Integer> left) {
        return Math.max(
                budget,
                out + left.stream().mapToInt(amount -> Math.max(0, amount)).sum());
    }
}
