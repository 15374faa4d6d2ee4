package ai.tierup.domain.books;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The totals of all accounts on a closed day, together with the use of the pools.
 *
 * @param accounts number of accounts with a statement
 * @param spends sums of the requests, by the pool of their purse
 * @param pools budget and leases of the pools that were used
 */
public record PlatformStatement(LocalDate day, long accounts, Map<Pool, PoolSpend> spends, Map<Pool, PoolUse> pools) {

    /** @param leased amount leased from the shards, spent or not */
    public record PoolUse(Money budget, Money leased) {

        private static final PoolUse NONE = new PoolUse(Money.ZERO, Money.ZERO);
    }

    public PlatformStatement {
        spends = Map.copyOf(spends);
        pools = Map.copyOf(pools);
    }

    /** The sum of all pools. */
    public PoolSpend total() {
        return spends.values().stream().reduce(PoolSpend.NOTHING, PoolSpend::plus);
    }

    /** Lists the pools whose leases and booked overruns do not cover what their requests cost, which should be none. */
    public List<String> findings() {
        var findings = new ArrayList<String>();
        for (var pool : Pool.values()) {
            var spend = pool == Pool.PLATFORM ? total() : spends.getOrDefault(pool, PoolSpend.NOTHING);
            var borne = spend.borneBy(pool);
            var leased = pools.getOrDefault(pool, PoolUse.NONE).leased();
            if (!leased.plus(spend.overrun()).covers(borne)) {
                findings.add("%s %s: requests cost %s, of which %s are booked as overrun, but only %s were leased"
                        .formatted(day, pool.publicName(), borne, spend.overrun(), leased));
            }
        }
        return List.copyOf(findings);
    }
}
