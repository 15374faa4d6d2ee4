package ai.tierup.domain.books;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The sums of the requests of one pool and day.
 *
 * @param charged amount that customers pay
 * @param spent amount that we pay
 * @param subsidy amount that we pay above what customers pay, added up request by request
 * @param overrun amount that we pay above what was drawn from the pools
 */
public record PoolSpend(long requests, Money charged, Money spent, Money subsidy, Money overrun) {

    public static final PoolSpend NOTHING = new PoolSpend(0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    private static PoolSpend of(UsageRecord record) {
        var costs = record.costs();
        return new PoolSpend(1, costs.charged(), costs.upstream(), costs.subsidy(), record.overrun());
    }

    /** Adds up requests by the pool of their purse, one by one, so that any number of them takes the same memory. */
    public static Collector<UsageRecord, ?, Map<Pool, PoolSpend>> byPool() {
        return Collectors.toMap(
                record -> record.hold().pool(), PoolSpend::of, PoolSpend::plus, () -> new EnumMap<>(Pool.class));
    }

    /** The amount that {@code pool} bears: the subsidy where customers pay in cash, otherwise all that we pay. */
    public Money borneBy(Pool pool) {
        return pool == Pool.SUBSIDY ? subsidy : spent;
    }

    public PoolSpend plus(PoolSpend other) {
        return new PoolSpend(
                requests + other.requests,
                charged.plus(other.charged),
                spent.plus(other.spent),
                subsidy.plus(other.subsidy),
                overrun.plus(other.overrun));
    }
}
