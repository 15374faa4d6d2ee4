package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The bounds of a search of {@link LeaseModel}. Amounts are small numbers, because only their order matters.
 *
 * @param budget budget with which every day is rolled
 * @param lease amount that a shard grants at once
 * @param hold amount that a request draws; its cost may be all of it, nothing, or anything between
 * @param returns the most returns that are under way at a time
 * @param settings changes of the first day's budget, which arrive in any order, and again
 */
record LeaseScenario(
        int environments, int days, int shards, int budget, int lease, int hold, int returns, List<Setting> settings) {

    /** The write that changes a budget from {@code seen} to {@code budget}. */
    record Setting(int seen, int budget) {

        int difference() {
            return budget - seen;
        }
    }

    static LeaseScenario with(int environments, int days) {
        return new LeaseScenario(environments, days, 2, 4, 1, 1, 2, List.of());
    }

    LeaseScenario shards(int count) {
        return new LeaseScenario(environments, days, count, budget, lease, hold, returns, settings);
    }

    LeaseScenario amounts(int ofLease, int ofHold) {
        return new LeaseScenario(environments, days, shards, budget, ofLease, ofHold, returns, settings);
    }

    LeaseScenario returns(int atMost) {
        return new LeaseScenario(environments, days, shards, budget, lease, hold, atMost, settings);
    }

    /** Adds changes of the budget to each of {@code budgets} in turn. Their writes may arrive in any order. */
    LeaseScenario setting(int... budgets) {
        var writes = new ArrayList<Setting>();
        var seen = budget;
        for (var next : budgets) {
            writes.add(new Setting(seen, next));
            seen = next;
        }
        return new LeaseScenario(environments, days, shards, budget, lease, hold, returns, writes);
    }
}
