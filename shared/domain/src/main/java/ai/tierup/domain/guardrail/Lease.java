package ai.tierup.domain.guardrail;

import ai.tierup.domain.guardrail.PoolLedger.LeaseAnswer;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * What one environment has taken out of a pool's day and may spend without asking again. Safe for concurrent use. It belongs to its
 * day: nothing of it is carried into the next, and nothing is ever returned to the shards.
 */
final class Lease {

    /** A request draws on two pools, so that one of twenty requests writes. */
    private static final int REQUESTS_AHEAD = 40;

    /** A lease is at most a shard divided by this, so that many environments can share a small budget. */
    private static final int LEASES_PER_SHARD = 64;

    private static final int SHARDS_TRIED_BLINDLY = 3;
    private static final int MAX_UNKNOWN_OUTCOMES = 3;
    private static final int COSTS_IN_MEAN = 8;
    private static final Duration EMPTY_REMEMBERED = Duration.ofSeconds(1);

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

    /** Whether an amount could be taken. */
    enum Taking {
        TAKEN,
        /** No shard has so much left. */
        EMPTY,
        /** The store gave no answer. */
        BUSY
    }

    Taking take(Money amount) {
        if (takeFromLeft(amount)) {
            return Taking.TAKEN;
        }
        refilling.lock();
        try {
            while (!takeFromLeft(amount)) {
                var refill = refill(missing(amount));
                if (refill != Taking.TAKEN) {
                    return refill;
                }
            }
            return Taking.TAKEN;
        } finally {
            refilling.unlock();
        }
    }

    /** What was taken for a send that was refused is there for the next one. */
    synchronized void putBack(Money amount) {
        leftNanoUsd += amount.nanoUsd();
    }

    /** A request that {@code taken} was for did cost {@code cost}; when that is more, the next ones have less. */
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

    private synchronized long missing(Money amount) {
        return amount.nanoUsd() - leftNanoUsd;
    }

    private synchronized long ahead() {
        return Math.min(meanCostNanoUsd * REQUESTS_AHEAD, day.budget().nanoUsd() / day.shards() / LEASES_PER_SHARD);
    }

    private Taking refill(long neededNanoUsd) {
        if (clock.instant().isBefore(emptyUntil) && neededNanoUsd >= emptyForNanoUsd) {
            return Taking.EMPTY;
        }
        var first = random.nextInt(day.shards());
        var unknown = 0;
        for (var tried = 0; tried < Math.min(SHARDS_TRIED_BLINDLY, day.shards()); tried++) {
            switch (leaseFrom((first + tried) % day.shards(), neededNanoUsd)) {
                case TAKEN -> {
                    return Taking.TAKEN;
                }
                case BUSY -> unknown++;
                case EMPTY -> {}
            }
        }
        return unknown == MAX_UNKNOWN_OUTCOMES ? Taking.BUSY : refillFromFullest(neededNanoUsd);
    }

    private Taking refillFromFullest(long neededNanoUsd) {
        var remaining = ledger.remaining(day);
        var fullest = 0;
        for (var shard = 1; shard < remaining.size(); shard++) {
            fullest = remaining.get(shard).compareTo(remaining.get(fullest)) > 0 ? shard : fullest;
        }
        var answer = leaseFrom(fullest, neededNanoUsd);
        if (answer == Taking.EMPTY) {
            emptyUntil = clock.instant().plus(EMPTY_REMEMBERED);
            emptyForNanoUsd = neededNanoUsd;
        }
        return answer;
    }

    private Taking leaseFrom(int shard, long neededNanoUsd) {
        var wanted = neededNanoUsd + ahead();
        return switch (ledger.lease(day, shard, new Money(wanted))) {
            case LeaseAnswer.Leased() -> add(wanted);
            case LeaseAnswer.Unknown() -> Taking.BUSY;
            case LeaseAnswer.TooLittle(var remaining) ->
                remaining.nanoUsd() < neededNanoUsd ? Taking.EMPTY : leaseRest(shard, remaining);
        };
    }

    private Taking leaseRest(int shard, Money remaining) {
        return switch (ledger.lease(day, shard, remaining)) {
            case LeaseAnswer.Leased() -> add(remaining.nanoUsd());
            case LeaseAnswer.Unknown() -> Taking.BUSY;
            case LeaseAnswer.TooLittle less -> Taking.EMPTY;
        };
    }

    private synchronized Taking add(long leasedNanoUsd) {
        leftNanoUsd += leasedNanoUsd;
        return Taking.TAKEN;
    }
}
