package ai.tierup.domain.guardrail;

import ai.tierup.domain.guardrail.PoolLedger.LeaseAnswer;
import ai.tierup.domain.guardrail.PoolLedger.ReturnAnswer;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The part of a pool's day that one environment has taken out and may spend without another write. It is never carried into the next day.
 * All but a small part goes back to the shards when it is not needed any more. Safe for concurrent use.
 */
final class Lease {

    /** Requests of average cost that a lease covers in advance, if it may keep so much. */
    private static final int REQUESTS_AHEAD = 40;

    /**
     * A lease keeps at most the day's budget divided by this, because what it keeps is lost with its environment: a thousand environments
     * that die in a day take at most a tenth of the budget with them.
     */
    private static final int LEASES_PER_DAY = 10_000;

    private static final int MAX_RETURN_SENDS = 5;
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
    private boolean hasServed;
    private Source source = new Source(0, 0);
    private Instant emptyUntil = Instant.MIN;
    private long emptyForNanoUsd;

    Lease(PoolDay day, PoolLedger ledger, RandomGenerator random, InstantSource clock) {
        this.day = day;
        this.ledger = ledger;
        this.random = random;
        this.clock = clock;
    }

    /**
     * The shard that was leased from last: returns go there.
     *
     * @param returns how many returns it had had
     */
    private record Source(int shard, long returns) {}

    /** The outcome of {@link #take}. */
    enum TakeOutcome {
        TAKEN,
        /** All shards together have too little left. */
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
                var refill = refill(amount);
                if (refill != TakeOutcome.TAKEN) {
                    return refill;
                }
            }
            return TakeOutcome.TAKEN;
        } finally {
            refilling.unlock();
        }
    }

    /** Puts back what was taken for a send that placed no hold, or could not be returned. */
    synchronized void putBack(Money amount) {
        leftNanoUsd += amount.nanoUsd();
    }

    /**
     * Replaces what was taken for a request by its cost. If the cost is higher, less is left for later requests.
     *
     * @param isServed whether a provider was paid for the request, so that more requests like it can be expected
     */
    synchronized void settle(Money taken, Money cost, boolean isServed) {
        hasServed |= isServed;
        leftNanoUsd += taken.minus(cost).nanoUsd();
        meanCostNanoUsd += (cost.nanoUsd() - meanCostNanoUsd) / COSTS_IN_MEAN;
    }

    synchronized boolean hasSurplus() {
        return leftNanoUsd > kept();
    }

    /** Returns to a shard what the lease need not keep. */
    void giveBackSurplus() {
        var amount = takeSurplus();
        if (!amount.isZero() && !mayBeReturned(amount)) {
            putBack(amount);
        }
    }

    /** Sends a return. If no answer comes, the amount may be in the shard, and must not be spent from the lease too. */
    private boolean mayBeReturned(Money amount) {
        for (var send = 0; send < MAX_RETURN_SENDS; send++) {
            var to = source();
            switch (ledger.giveBack(day, to.shard(), amount, to.returns())) {
                case ReturnAnswer.Returned() -> {
                    setSource(new Source(to.shard(), to.returns() + 1));
                    return true;
                }
                case ReturnAnswer.Unknown() -> {
                    return true;
                }
                case ReturnAnswer.NotApplied() -> {
                    return false;
                }
                case ReturnAnswer.Outdated(var returns) -> setSource(new Source(to.shard(), returns));
            }
        }
        return false;
    }

    private synchronized Source source() {
        return source;
    }

    private synchronized void setSource(Source other) {
        source = other;
    }

    /** Takes nothing while another request leases: what that has leased and not yet taken is no surplus. */
    private Money takeSurplus() {
        if (!refilling.tryLock()) {
            return Money.ZERO;
        }
        try {
            return takeAllBut(kept());
        } finally {
            refilling.unlock();
        }
    }

    private synchronized Money takeAllBut(long keptNanoUsd) {
        var rest = new Money(Math.max(0, leftNanoUsd - keptNanoUsd));
        leftNanoUsd -= rest.nanoUsd();
        return rest;
    }

    /**
     * Nothing until a request was served, so that refused requests leave nothing behind. A request that loses nothing counts too: otherwise
     * each request of an environment that makes a profit would lease and give back.
     */
    private synchronized long kept() {
        return hasServed ? day.budget().nanoUsd() / LEASES_PER_DAY : 0;
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

    /** Taken beyond what a request needs, for the next ones. Together with the amount it is no more than a lease keeps. */
    private synchronized long advance(Money amount) {
        return Math.max(0, Math.min(meanCostNanoUsd * REQUESTS_AHEAD, kept() - amount.nanoUsd()));
    }

    private TakeOutcome refill(Money amount) {
        if (clock.instant().isBefore(emptyUntil) && shortfall(amount) >= emptyForNanoUsd) {
            return TakeOutcome.EMPTY;
        }
        var first = random.nextInt(day.shards());
        var unknown = 0;
        for (var tried = 0; tried < Math.min(MAX_BLIND_TRIES, day.shards()); tried++) {
            switch (leaseFrom((first + tried) % day.shards(), amount)) {
                case TAKEN -> {
                    return TakeOutcome.TAKEN;
                }
                case BUSY -> unknown++;
                case EMPTY -> {}
            }
        }
        return unknown == MAX_UNKNOWN_OUTCOMES ? TakeOutcome.BUSY : refillFromFullest(amount);
    }

    /** Leases from the fullest shard, and from the next ones as long as that is too little. */
    private TakeOutcome refillFromFullest(Money amount) {
        var remaining = ledger.remaining(day);
        if (total(remaining) < shortfall(amount)) {
            return emptyFor(amount);
        }
        var shards = fullestFirst(remaining);
        for (var needed = shortfall(amount); needed > 0; needed = shortfall(amount)) {
            if (!shards.hasNext()) {
                return emptyFor(amount);
            }
            int shard = shards.next();
            var wanted = Math.min(remaining.get(shard).nanoUsd(), needed + advance(amount));
            if (leaseExactly(shard, wanted) == TakeOutcome.BUSY) {
                return TakeOutcome.BUSY;
            }
        }
        return TakeOutcome.TAKEN;
    }

    private TakeOutcome emptyFor(Money amount) {
        emptyUntil = clock.instant().plus(EMPTY_CACHE_TIME);
        emptyForNanoUsd = shortfall(amount);
        return TakeOutcome.EMPTY;
    }

    private static long total(List<Money> remaining) {
        return remaining.stream()
                .mapToLong(Money::nanoUsd)
                .filter(left -> left > 0)
                .sum();
    }

    private static Iterator<Integer> fullestFirst(List<Money> remaining) {
        return IntStream.range(0, remaining.size())
                .boxed()
                .filter(shard -> remaining.get(shard).nanoUsd() > 0)
                .sorted(Comparator.comparing(remaining::get, Comparator.reverseOrder()))
                .iterator();
    }

    private TakeOutcome leaseFrom(int shard, Money amount) {
        var needed = shortfall(amount);
        if (needed <= 0) {
            // Another request has put back enough meanwhile.
            return TakeOutcome.TAKEN;
        }
        var wanted = needed + advance(amount);
        return switch (ledger.lease(day, shard, new Money(wanted))) {
            case LeaseAnswer.Leased(var returns) -> add(wanted, new Source(shard, returns));
            case LeaseAnswer.Unknown() -> TakeOutcome.BUSY;
            case LeaseAnswer.TooLittle(var remaining) ->
                remaining.nanoUsd() < needed ? TakeOutcome.EMPTY : leaseExactly(shard, remaining.nanoUsd());
        };
    }

    private TakeOutcome leaseExactly(int shard, long wantedNanoUsd) {
        return switch (ledger.lease(day, shard, new Money(wantedNanoUsd))) {
            case LeaseAnswer.Leased(var returns) -> add(wantedNanoUsd, new Source(shard, returns));
            case LeaseAnswer.Unknown() -> TakeOutcome.BUSY;
            case LeaseAnswer.TooLittle less -> TakeOutcome.EMPTY;
        };
    }

    private synchronized TakeOutcome add(long leasedNanoUsd, Source from) {
        leftNanoUsd += leasedNanoUsd;
        source = from;
        return TakeOutcome.TAKEN;
    }
}
