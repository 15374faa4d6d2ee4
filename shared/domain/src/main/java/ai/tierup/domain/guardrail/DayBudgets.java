package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The default daily budgets of the pools.
 *
 * @param byPool a budget for every pool
 * @param largestDraw supplies what a request that fills the context of its tier costs us, on the dearest tier
 */
public record DayBudgets(Map<Pool, Money> byPool, Supplier<Money> largestDraw) {

    public DayBudgets {
        byPool = Map.copyOf(new EnumMap<>(byPool));
        for (var pool : Pool.values()) {
            if (!byPool.containsKey(pool)) {
                throw new IllegalArgumentException("No budget for " + pool.publicName());
            }
        }
    }

    /** Returns a pool's day, and rolls it first if necessary. */
    public PoolDay day(PoolLedger ledger, Pool pool, LocalDate day) {
        return ledger.find(pool, day)
                .orElseGet(() -> ledger.roll(PoolDay.rolled(pool, day, of(pool), largestDraw.get())));
    }

    private Money of(Pool pool) {
        @Nullable Money budget = byPool.get(pool);
        if (budget == null) {
            throw new IllegalStateException("Checked at construction: " + pool);
        }
        return budget;
    }
}
