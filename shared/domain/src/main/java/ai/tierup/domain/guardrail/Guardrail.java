package ai.tierup.domain.guardrail;

import ai.tierup.domain.guardrail.Lease.TakeOutcome;
import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Enforces the hard limit on what the platform loses in a day. Before a request is made, it draws the most it can cost us from its purse's
 * pool and from the platform's. Nearly every draw is a subtraction in memory, from a lease that one conditional write took out of a shard.
 * Safe for concurrent use.
 *
 * <p>Shards are cut from a day and leases from shards, each by one conditional write. A day's spend is therefore within its budget even if
 * clocks are wrong. A day that has not been rolled is rolled by the first request that needs it.
 *
 * <p>What a request did not need goes back to the shards, except for the small part that a lease keeps for the next requests. So an
 * environment that dies takes little with it. Returns run in the background; {@link #awaitReturns} waits for them.
 */
public final class Guardrail {

    private final PoolLedger ledger;
    private final DayBudgets budgets;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Executor background;
    private final Map<Key, Lease> leases = new ConcurrentSkipListMap<>(Key.ORDER);
    private final Queue<CompletableFuture<Void>> returns = new ConcurrentLinkedQueue<>();

    /** @param background runs the returns */
    public Guardrail(
            PoolLedger ledger, DayBudgets budgets, RandomGenerator random, InstantSource clock, Executor background) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.random = random;
        this.clock = clock;
        this.background = background;
    }

    private record Key(Pool pool, LocalDate day) {

        static final Comparator<Key> ORDER = Comparator.comparing(Key::day).thenComparing(Key::pool);
    }

    /** The outcome of a draw. */
    public sealed interface DrawOutcome {

        record Drawn(Draw draw) implements DrawOutcome {}

        /** @param pool the pool whose budget is used up, or nearly */
        record Empty(Pool pool) implements DrawOutcome {}

        /** The store did not answer. */
        record Busy() implements DrawOutcome {}
    }

    /**
     * Draws the most that one request can cost.
     *
     * @param day UTC day of the hold
     * @param amount the most that the pool would bear
     * @param upstreamCost the most that we would pay upstream
     */
    public DrawOutcome draw(LocalDate day, Pool pool, Money amount, Money upstreamCost) {
        var own = lease(pool, day);
        var taking = own.take(amount);
        if (taking != TakeOutcome.TAKEN) {
            return refused(taking, pool);
        }
        var platformTaking = TakeOutcome.BUSY;
        try {
            var platform = lease(Pool.PLATFORM, day);
            platformTaking = platform.take(upstreamCost);
            return platformTaking == TakeOutcome.TAKEN
                    ? new DrawOutcome.Drawn(new Draw(this, own, amount, platform, upstreamCost))
                    : refused(platformTaking, Pool.PLATFORM);
        } finally {
            if (platformTaking != TakeOutcome.TAKEN) {
                own.putBack(amount);
            }
        }
    }

    /** Begins to return to the shards what the leases hold and need not keep. */
    public void giveBackSurplus() {
        for (var lease : leases.values()) {
            if (lease.hasSurplus()) {
                returns.add(CompletableFuture.runAsync(lease::giveBackSurplus, background));
            }
        }
    }

    /**
     * Waits for the returns that are under way, each of which takes no longer than a few writes. After its last answer an environment may be
     * frozen or end, and a return with it.
     */
    public void awaitReturns() {
        for (var underWay = returns.poll(); underWay != null; underWay = returns.poll()) {
            underWay.join();
        }
    }

    private static DrawOutcome refused(TakeOutcome taking, Pool pool) {
        return taking == TakeOutcome.EMPTY ? new DrawOutcome.Empty(pool) : new DrawOutcome.Busy();
    }

    /**
     * Returns the lease on a pool's day and drops leases on older days. A wallet's day can be one ahead of this clock, so two days may be
     * in use.
     */
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
