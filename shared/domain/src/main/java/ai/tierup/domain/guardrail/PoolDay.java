package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pool's budget on one UTC day, divided into shards so that no single item of the store takes every lease.
 *
 * @param budget the most that the pool may lose that day; not negative
 * @param shards number of shards; fixed when the day is rolled, even if the budget changes
 */
public record PoolDay(Pool pool, LocalDate day, Money budget, int shards) {

    public static final int MAX_SHARDS = 64;

    /** A shard worth this many of the largest draws is rarely too small for the next one. */
    private static final int MIN_DRAWS_PER_SHARD = 50;

    public PoolDay {
        if (budget.isNegative() || shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException("A pool cannot have " + budget + " in " + shards + " shards");
        }
    }

    /**
     * Creates a day with full shards.
     *
     * @param largestDraw what a request that fills its context draws; one with many bytes per token draws more
     */
    public static PoolDay rolled(Pool pool, LocalDate day, Money budget, Money largestDraw) {
        var shard = Math.max(1, Math.multiplyExact(largestDraw.nanoUsd(), MIN_DRAWS_PER_SHARD));
        return new PoolDay(pool, day, budget, Math.clamp(budget.nanoUsd() / shard, 1, MAX_SHARDS));
    }

    /** This day with another budget and the same number of shards. */
    public PoolDay withBudget(Money other) {
        return new PoolDay(pool, day, other, shards);
    }

    /**
     * The change to each shard that leaves them all with the same remainder under another budget. Changing each shard only by its own share
     * could leave one overspent while the others still lease, so that more than the budget would be spent.
     *
     * @param remaining the amount remaining in each shard
     */
    public List<Money> shardChanges(List<Money> remaining, Money otherBudget) {
        var total = remaining.stream().reduce(otherBudget.minus(budget), Money::plus);
        return IntStream.range(0, shards)
                .mapToObj(shard -> share(total, shard).minus(remaining.get(shard)))
                .toList();
    }

    /** A shard's part of {@code amount}, which may be negative. The parts of all shards add up to the amount. */
    public Money share(Money amount, int shard) {
        var part = Math.floorDiv(amount.nanoUsd(), (long) shards);
        return new Money(part + (shard < Math.floorMod(amount.nanoUsd(), (long) shards) ? 1 : 0));
    }
}
