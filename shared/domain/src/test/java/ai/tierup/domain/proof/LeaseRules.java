package ai.tierup.domain.proof;

import ai.tierup.domain.proof.Environment.Lease;
import ai.tierup.domain.proof.LeaseScenario.Setting;
import java.util.ArrayList;
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

    /** What that write leaves in the shards: all the same, so that none goes on giving while another owes. */
    List<Integer> leftAfter(DayState day, Setting setting) {
        var total = setting.difference();
        for (var left : day.left()) {
            total += left;
        }
        var level = new ArrayList<Integer>();
        var shards = day.left().size();
        for (var shard = 0; shard < shards; shard++) {
            level.add((total - level.stream().mapToInt(left -> left).sum()) / (shards - shard));
        }
        return level;
    }
}
