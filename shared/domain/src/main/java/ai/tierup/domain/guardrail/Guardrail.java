package ai.tierup.domain.guardrail;

import ai.tierup.domain.guardrail.Lease.Taking;
import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The hard limit on what the platform loses in a day. Each request draws the most it can cost us before it is made, from the pool of its
 * purse and from the platform's. Nearly every draw is a subtraction in memory, from a lease that one conditional write took out of a
 * shard. Safe for concurrent use.
 *
 * <p>Every lease is cut from a shard, every shard from a day, each by one conditional write: so what is spent of a day is within its
 * budget whatever the clocks say. A day that nobody has rolled is rolled by the first who needs it.
 */
public final class Guardrail {

    private final PoolLedger ledger;
    private final DayBudgets budgets;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<Key, Lease> leases = new ConcurrentHashMap<>();

    public Guardrail(PoolLedger ledger, DayBudgets budgets, RandomGenerator random, InstantSource clock) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.random = random;
        this.clock = clock;
    }

    private record Key(Pool pool, LocalDate day) {}

    /** Whether a request may cost what it may cost. */
    public sealed interface Drawing {

        record Drawn(Draw draw) implements Drawing {}

        /** @param pool whose budget is used up, or nearly */
        record Empty(Pool pool) implements Drawing {}

        /** The store did not answer. */
        record Busy() implements Drawing {}
    }

    /**
     * Draws for one request.
     *
     * @param day UTC day of the hold
     * @param amount the most that its pool would bear
     * @param upstreamCost the most that we would pay
     */
    public Drawing draw(LocalDate day, Pool pool, Money amount, Money upstreamCost) {
        var own = lease(pool, day);
        var taking = own.take(amount);
        if (taking != Taking.TAKEN) {
            return refused(taking, pool);
        }
        var platform = lease(Pool.PLATFORM, day);
        var platformTaking = platform.take(upstreamCost);
        if (platformTaking != Taking.TAKEN) {
            own.putBack(amount);
            return refused(platformTaking, Pool.PLATFORM);
        }
        return new Drawing.Drawn(new Draw(own, amount, platform, upstreamCost));
    }

    private static Drawing refused(Taking taking, Pool pool) {
        return taking == Taking.EMPTY ? new Drawing.Empty(pool) : new Drawing.Busy();
    }

    /** A wallet's day can be a step ahead of this clock, so there may be two at a time; what is older than those is dropped. */
    private Lease lease(Pool pool, LocalDate day) {
        var key = new Key(pool, day);
        var known = leases.get(key);
        if (known != null) {
            return known;
        }
        leases.keySet().removeIf(other -> other.day().isBefore(day.minusDays(1)));
        return leases.computeIfAbsent(key, absent -> new Lease(budgets.day(ledger, pool, day), ledger, random, clock));
    }
}
