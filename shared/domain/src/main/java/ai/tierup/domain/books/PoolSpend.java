package ai.tierup.domain.books;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;

/**
 * What the requests of one pool and day came to.
 *
 * @param charged what customers pay
 * @param spent what we pay
 * @param subsidy what we pay above what customers pay, request by request
 * @param overrun what we pay above what was drawn from the pools
 */
public record PoolSpend(long requests, Money charged, Money spent, Money subsidy, Money overrun) {

    public static final PoolSpend NOTHING = new PoolSpend(0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    /** What one request came to. */
    static PoolSpend of(UsageRecord record) {
        return new PoolSpend(
                1,
                record.cost(),
                record.upstreamCost(),
                record.upstreamCost().minus(record.cost()).orZeroIfNegative(),
                record.overrun());
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
