package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One day of a pool as it is stored, and what has become of its money.
 *
 * @param budget zero until the day is rolled
 * @param left what each shard has left to lease; empty until the day is rolled
 * @param spent what is held or spent under draws of this day
 * @param largestBudget that this day ever had
 * @param allowed what may be spent in all since the budget was last set
 */
record DayState(int budget, List<Integer> left, int spent, int largestBudget, int allowed) {

    static final DayState MISSING = new DayState(0, List.of(), 0, 0, 0);

    DayState {
        left = List.copyOf(left);
    }

    boolean isMissing() {
        return left.isEmpty();
    }

    /** The day and its shards, put at once. */
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
