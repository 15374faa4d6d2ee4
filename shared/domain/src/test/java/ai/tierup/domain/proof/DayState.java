package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One day of a pool as it is stored, with the sums that the invariants need.
 *
 * @param budget budget of the day; zero until the day is rolled
 * @param left amount that each shard has left to lease; empty until the day is rolled
 * @param spent amount held or spent under draws of this day
 * @param largestBudget the largest budget that this day ever had
 * @param allowed total that may be spent on the day since the budget was last set
 */
record DayState(int budget, List<Integer> left, int spent, int largestBudget, int allowed) {

    static final DayState MISSING = new DayState(0, List.of(), 0, 0, 0);

    DayState {
        left = List.copyOf(left);
    }

    boolean isMissing() {
        return left.isEmpty();
    }

    /** Creates the day and its shards in one write. */
    DayState rolled(int newBudget, int shards) {
        var full = Collections.nCopies(shards, newBudget / shards);
        return new DayState(newBudget, full, spent, Math.max(largestBudget, newBudget), Math.max(allowed, newBudget));
    }

    DayState withShard(int shard, int amount) {
        var changed = new ArrayList<>(left);
        changed.set(shard, left.get(shard) + amount);
        return new DayState(budget, changed, spent, largestBudget, allowed);
    }

    DayState spending(int amount) {
        return new DayState(budget, left, spent + amount, largestBudget, allowed);
    }

    DayState withBudget(int newBudget, List<Integer> newLeft, int newAllowed) {
        return new DayState(newBudget, newLeft, spent, Math.max(largestBudget, newBudget), newAllowed);
    }
}
