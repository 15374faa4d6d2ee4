package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pool on one UTC day: its budget, cut into shards so that no single item of the store takes every lease.
 *
 * @param budget what the pool may lose that day; not negative
 * @param shards how many parts it is in; fixed when the day is rolled, whatever becomes of the budget
 */
public record PoolDay(Pool pool, LocalDate day, Money budget, int shards) {

    public static final int MAX_SHARDS = 64;

    /** A shard that is worth so many of the largest draws is rarely too small for the next one. */
    private static final int MIN_DRAWS_PER_SHARD = 50;

    public PoolDay {
        if (budget.isNegative() || shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException("No pool has " + budget + " in " + shards + " shards");
        }
    }

    /**
     * A new day.
     *
     * @param largestDraw the most that a single request can draw
     */
    public static PoolDay rolled(Pool pool, LocalDate day, Money budget, Money largestDraw) {
        var shard = Math.max(1, Math.multiplyExact(largestDraw.nanoUsd(), MIN_DRAWS_PER_SHARD));
        return new PoolDay(pool, day, budget, Math.clamp(budget.nanoUsd() / shard, 1, MAX_SHARDS));
    }

    /** This day with another budget, in the same shards. */
    public PoolDay withBudget(Money other) {
        return new PoolDay(pool, day, other, shards);
    }

    /**
     * What another budget changes in each shard, given what remains in them: afterwards all have the same. Were each changed by its share
     * alone, one that owes would not keep the others from giving, and more would be spent than the budget.
     */
    public List<Money> changes(List<Money> remaining, Money otherBudget) {
        var total = remaining.stream().reduce(otherBudget.minus(budget), Money::plus);
        return IntStream.range(0, shards)
                .mapToObj(shard -> share(total, shard).minus(remaining.get(shard)))
                .toList();
    }

    /** The part of {@code amount}, which may be negative, that falls to a shard; the parts of all shards come to all of it. */
    public Money share(Money amount, int shard) {
        var part = Math.floorDiv(amount.nanoUsd(), (long) shards);
        return new Money(part + (shard < Math.floorMod(amount.nanoUsd(), (long) shards) ? 1 : 0));
    }
}
