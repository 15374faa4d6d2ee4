package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.guardrail.Lease.TakeOutcome;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests which shards a lease takes from and how much. The first shard to be tried is always the first one. Amounts are in nano-dollars. */
class LeaseFromShardsTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    /** Shards with given amounts, of which some do not answer and some are empty by the time they are asked. */
    private static final class Shards extends InMemoryPoolLedger {

        private final long[] left;
        private final List<String> leases = new ArrayList<>();
        private final List<Long> returnsSeen = new ArrayList<>();
        private final Set<Integer> unknown = new HashSet<>();
        private final Set<Integer> takenMeanwhile = new HashSet<>();
        private Runnable duringLease = () -> {};

        private Shards(long... left) {
            this.left = left;
        }

        @Override
        public synchronized LeaseAnswer lease(PoolDay day, int shard, Money amount) {
            leases.add(shard + ":" + amount.nanoUsd());
            duringLease.run();
            if (unknown.contains(shard)) {
                return new LeaseAnswer.Unknown();
            }
            if (takenMeanwhile.contains(shard) || left[shard] < amount.nanoUsd()) {
                return new LeaseAnswer.TooLittle(new Money(takenMeanwhile.contains(shard) ? 0 : left[shard]));
            }
            left[shard] -= amount.nanoUsd();
            return new LeaseAnswer.Leased(0);
        }

        @Override
        public synchronized ReturnAnswer giveBack(PoolDay day, int shard, Money amount, long seen) {
            returnsSeen.add(seen);
            return new ReturnAnswer.Returned();
        }

        @Override
        public synchronized List<Money> remaining(PoolDay day) {
            return Arrays.stream(left).mapToObj(Money::new).toList();
        }
    }

    /** A budget of which a lease keeps 100 nano-dollars. */
    private static Lease leaseFrom(Shards shards) {
        var day = new PoolDay(Pool.GRANT, LocalDate.parse("2026-11-24"), new Money(1_000_000), shards.left.length);
        return new Lease(day, shards, () -> 0, NOON);
    }

    /** Lets the lease expect requests that cost one nano-dollar: it leases 40 in advance. */
    private static void serveOne(Lease lease) {
        lease.putBack(new Money(8));
        assertThat(lease.take(new Money(8))).isEqualTo(TakeOutcome.TAKEN);
        lease.settle(new Money(8), new Money(8), true);
    }

    private static TakeOutcome take(Lease lease, long amount) {
        return lease.take(new Money(amount));
    }

    @Test
    void aShardBelowZeroDoesNotHideWhatTheOthersHave() {
        var shards = new Shards(-5, 0, 0, 10);

        assertThat(take(leaseFrom(shards), 8)).isEqualTo(TakeOutcome.TAKEN);

        assertThat(shards.leases).containsExactly("0:8", "1:8", "2:8", "3:8");
    }

    @Test
    void aLargeAmountIsLeasedFromSeveralShards() {
        var shards = new Shards(5, 5, 5, 5);

        assertThat(take(leaseFrom(shards), 12)).isEqualTo(TakeOutcome.TAKEN);

        assertThat(shards.leases).endsWith("0:5", "1:5", "2:2");
    }

    @Test
    void nothingIsLeasedFromShardsThatHaveNothing() {
        var shards = new Shards(-5, 3, 3, 3, 0);
        shards.takenMeanwhile.add(3);

        assertThat(take(leaseFrom(shards), 8)).isEqualTo(TakeOutcome.EMPTY);

        assertThat(shards.leases).containsExactly("0:8", "1:8", "2:8", "1:3", "2:3", "3:2");
    }

    @Test
    void theFullestShardIsLeasedFromInAdvance() {
        var shards = new Shards(0, 0, 0, 1_000);
        var lease = leaseFrom(shards);
        serveOne(lease);

        assertThat(take(lease, 10)).isEqualTo(TakeOutcome.TAKEN);

        assertThat(shards.leases).endsWith("2:50", "3:50");
    }

    @Test
    void aFullestShardThatDoesNotAnswerIsBusy() {
        var shards = new Shards(0, 0, 0, 10);
        shards.unknown.add(3);

        assertThat(take(leaseFrom(shards), 8)).isEqualTo(TakeOutcome.BUSY);
    }

    @Test
    void aShardThatHasJustEnoughIsEmptied() {
        var shards = new Shards(10, 1_000);
        var lease = leaseFrom(shards);
        serveOne(lease);

        assertThat(take(lease, 10)).isEqualTo(TakeOutcome.TAKEN);

        assertThat(shards.leases).containsExactly("0:50", "0:10");
    }

    @Test
    void whatAnotherRequestPutsBackMeanwhileNeedsNoLease() {
        var shards = new Shards(0, 1_000);
        var lease = leaseFrom(shards);
        shards.duringLease = () -> lease.putBack(new Money(10));

        assertThat(take(lease, 10)).isEqualTo(TakeOutcome.TAKEN);

        assertThat(shards.leases).containsExactly("0:10");
    }

    @Test
    void returnsOneAfterTheOtherAreCounted() {
        var shards = new Shards(10);
        var lease = leaseFrom(shards);
        assertThat(take(lease, 10)).isEqualTo(TakeOutcome.TAKEN);

        for (var amount = 1; amount <= 3; amount++) {
            lease.putBack(new Money(amount));
            lease.giveBackSurplus();
        }

        assertThat(shards.returnsSeen).containsExactly(0L, 1L, 2L);
    }

    @Test
    @Timeout(60)
    void aReturnLetsOtherRequestsLeaseAfterwards() throws Exception {
        var shards = new Shards(20);
        var lease = leaseFrom(shards);
        lease.putBack(new Money(5));
        lease.giveBackSurplus();

        var outcome = new AtomicReference<TakeOutcome>();
        Thread.ofPlatform().daemon().start(() -> outcome.set(take(lease, 10))).join();

        assertThat(outcome.get()).isEqualTo(TakeOutcome.TAKEN);
    }

    @Test
    @Timeout(60)
    void aReturnDuringALeaseDoesNothing() {
        var shards = new Shards(20);
        var lease = leaseFrom(shards);
        lease.putBack(new Money(5));
        var failure = new AtomicReference<Throwable>();
        shards.duringLease = () -> {
            var returning = Thread.ofPlatform().daemon().unstarted(lease::giveBackSurplus);
            returning.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            returning.start();
            try {
                returning.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        assertThat(take(lease, 10)).isEqualTo(TakeOutcome.TAKEN);

        assertThat(failure.get()).isNull();
        assertThat(shards.returnsSeen).isEmpty();
        assertThat(shards.leases).containsExactly("0:5");
    }
}
