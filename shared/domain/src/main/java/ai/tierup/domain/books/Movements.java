package ai.tierup.domain.books;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import java.util.Map;

/**
 * The amounts booked for one account on one day.
 *
 * @param credits sum of the day's entries except usage records
 * @param debits sum of the costs of the day's usage records
 * @param requests number of those usage records
 * @param pools their sums by pool
 */
public record Movements(Money credits, Money debits, long requests, Map<Pool, PoolSpend> pools) {

    public Movements {
        pools = Map.copyOf(pools);
    }

    static Movements of(Money credits, Map<Pool, PoolSpend> usage) {
        var total = usage.values().stream().reduce(PoolSpend.NOTHING, PoolSpend::plus);
        return new Movements(credits, total.charged(), total.requests(), usage);
    }
}
