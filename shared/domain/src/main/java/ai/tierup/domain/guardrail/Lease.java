package ai.tierup.domain.guardrail;

import ai.tierup.domain.guardrail.PoolLedger.LeaseAnswer;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The part of a pool's day that one environment has taken out and may spend without another write. It is never carried into the next day
 * and never returned to the shards. Safe for concurrent use.
 */
final class Lease {

    /** Requests of average cost that a lease covers in advance. A request draws on two pools, so one request in twenty writes. */
    private static final int REQUESTS_AHEAD = 40;

    /** A lease takes at most a shard divided by this in advance, so that many environments can share a small budget. */
    private static final int LEASES_PER_SHARD = 64;

    private static final int MAX_BLIND_TRIES = 3;
    private static final int MAX_UNKNOWN_OUTCOMES = 3;
    private static final int COSTS_IN_MEAN = 8;
    private static final Duration EMPTY_CACHE_TIME = Duration.ofSeconds(1);

    private final PoolDay day;
    private final PoolLedger ledger;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final ReentrantLock refilling = new ReentrantLock();

    private long leftNanoUsd;
    private long meanCostNanoUsd;
    private Instant emptyUntil = Instant.MIN;
    private long emptyForNanoUsd;

    Lease(PoolDay day, PoolLedger ledger, RandomGenerator random, InstantSource clock) {
        this.day = day;
        this.ledger = ledger;
        this.random = random;
        this.clock = clock;
    }

    /** The outcome of {@link #take}. */
    enum TakeOutcome {
        TAKEN,
        /** No shard has enough left. */
        EMPTY,
        /** The store did not answer. */
        BUSY
    }

    TakeOutcome take(Money amount) {
        if (takeFromLeft(amount)) {
            return TakeOutcome.TAKEN;
        }
        refilling.lock();
        try {
            while (!takeFromLeft(amount)) {
                var refill = refill(shortfall(amount));
                if (refill != TakeOutcome.TAKEN) {
                    return refill;
                }
            }
            return TakeOutcome.TAKEN;
        } finally {
            refilling.unlock();
        }
    }

    /** Puts back what was taken for a send that was refused. */
    synchronized void putBack(Money amount) {
        leftNanoUsd += amount.nanoUsd();
    }

    /** Replaces what was taken for a request by its cost. If the cost is higher, less is left for later requests. */
    synchronized void settle(Money taken, Money cost) {
        leftNanoUsd += taken.minus(cost).nanoUsd();
        meanCostNanoUsd += (cost.nanoUsd() - meanCostNanoUsd) / COSTS_IN_MEAN;
    }

    private synchronized boolean takeFromLeft(Money amount) {
        if (leftNanoUsd < amount.nanoUsd()) {
            return false;
        }
        leftNanoUsd -= amount.nanoUsd();
        return true;
    }

    private synchronized long shortfall(Money amount) {
        return amount.nanoUsd() - leftNanoUsd;
    }

    private synchronized long advance() {
        return Math.min(meanCostNanoUsd * REQUESTS_AHEAD, day.budget().nanoUsd() / day.shards() / LEASES_PER_SHARD);
    }

    private TakeOutcome refill(long neededNanoUsd) {
        if (clock.instant().isBefore(emptyUntil) && neededNanoUsd >= emptyForNanoUsd) {
            return TakeOutcome.EMPTY;
        }
        var first = random.nextInt(day.shards());
        var unknown = 0;
        for (var tried = 0; tried < Math.min(MAX_BLIND_TRIES, day.shards()); tried++) {
            switch (leaseFrom((first + tried) % day.shards(), neededNanoUsd)) {
                case TAKEN -> {
                    return TakeOutcome.TAKEN;
                }
                case BUSY -> unknown++;
                case EMPTY -> {}
            }
        }
        return unknown == MAX_UNKNOWN_OUTCOMES ? TakeOutcome.BUSY : refillFromFullest(neededNanoUsd);
    }

    private TakeOutcome refillFromFullest(long neededNanoUsd) {
        var remaining = ledger.remaining(day);
        var fullest = 0;
        for (var shard = 1; shard < remaining.size(); shard++) {
            fullest = remaining.get(shard).compareTo(remaining.get(fullest)) > 0 ? shard : fullest;
        }
        var answer = leaseFrom(fullest, neededNanoUsd);
        if (answer == TakeOutcome.EMPTY) {
            emptyUntil = clock.instant().plus(EMPTY_CACHE_TIME);
            emptyForNanoUsd = neededNanoUsd;
        }
        return answer;
    }

    private TakeOutcome leaseFrom(int shard, long neededNanoUsd) {
        var wanted = neededNanoUsd + advance();
        return switch (ledger.lease(day, shard, new Money(wanted))) {
            case LeaseAnswer.Leased() -> add(wanted);
            case LeaseAnswer.Unknown() -> TakeOutcome.BUSY;
            case LeaseAnswer.TooLittle(var remaining) ->
                remaining.nanoUsd() < neededNanoUsd ? TakeOutcome.EMPTY : leaseRest(shard, remaining);
        };
    }

    private TakeOutcome leaseRest(int shard, Money remaining) {
        return switch (ledger.lease(day, shard, remaining)) {
            case LeaseAnswer.Leased() -> add(remaining.nanoUsd());
            case LeaseAnswer.Unknown() -> TakeOutcome.BUSY;
            case LeaseAnswer.TooLittle less -> TakeOutcome.EMPTY;
        };
    }

    private synchronized TakeOutcome add(long leasedNanoUsd) {
        leftNanoUsd += leasedNanoUsd;
        return TakeOutcome.TAKEN;
    }
}
