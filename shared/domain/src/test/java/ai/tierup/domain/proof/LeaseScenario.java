package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a pool is searched. Amounts are small numbers: only their order matters.
 *
 * @param budget that every day is rolled with
 * @param lease what a shard grants at once
 * @param hold what a request draws; it may cost all of it, nothing, or anything between
 * @param settings what the operator does to the first day's budget, in any order and again
 */
record LeaseScenario(int environments, int days, int shards, int budget, int lease, int hold, List<Setting> settings) {

    /** The write that sets a budget of {@code seen} to {@code budget}. */
    record Setting(int seen, int budget) {

        int difference() {
            return budget - seen;
        }
    }

    static LeaseScenario with(int environments, int days) {
        return new LeaseScenario(environments, days, 2, 4, 1, 1, List.of());
    }

    LeaseScenario shards(int count) {
        return new LeaseScenario(environments, days, count, budget, lease, hold, settings);
    }

    LeaseScenario amounts(int ofLease, int ofHold) {
        return new LeaseScenario(environments, days, shards, budget, ofLease, ofHold, settings);
    }

    /** The operator sets the budget to each of {@code budgets} in turn; no write is sure to come before another. */
    LeaseScenario setting(int... budgets) {
        var writes = new ArrayList<Setting>();
        var seen = budget;
        for (var next : budgets) {
            writes.add(new Setting(seen, next));
            seen = next;
        }
        return new LeaseScenario(environments, days, shards, budget, lease, hold, writes);
    }
}
