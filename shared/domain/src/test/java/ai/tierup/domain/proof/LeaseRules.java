package ai.tierup.domain.proof;

import ai.tierup.domain.proof.Environment.Lease;
import ai.tierup.domain.proof.LeaseScenario.Setting;
import java.util.ArrayList;
import java.util.List;

/** The rules that keep a day within its budget. A mutant overrides one. */
class LeaseRules {

    /** Rolls a day that exists. Nothing changes, because day and shards are written together, and only where there are none. */
    DayState rolledAgain(DayState day, int budget, int shards) {
        return day;
    }

    /** Returns whether a lease may be spent {@code today}. */
    boolean mayBeSpent(Lease lease, int today) {
        return lease.day() == today;
    }

    /** The amount that the lease gives for a second attempt, which may cost {@code hold} as the first one did. */
    int drawnAgain(int hold) {
        return hold;
    }

    /** Returns whether {@code lease} takes back the unused part of a draw of {@code day}. */
    boolean takesBack(Lease lease, int day) {
        return lease.day() == day;
    }

    /** The state after a return has arrived. The shard counts its returns, and refuses one that was sent before its last. */
    LeaseState afterReturn(LeaseState state, Return arrived) {
        return state.returned(arrived);
    }

    /** The part of a return without an answer that stays in the lease. It is zero, because the return may be applied. */
    int keptOf(Return sent) {
        return 0;
    }

    /** The day whose shard gets back what a lease does not need. */
    int returnsTo(Lease lease, int today) {
        return lease.day();
    }

    /** The condition of the write that sets a budget. */
    boolean maySet(DayState day, Setting setting) {
        return day.budget() == setting.seen();
    }

    /** The amounts that this write leaves in the shards. They are level, so that no shard grants leases while another is overdrawn. */
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
