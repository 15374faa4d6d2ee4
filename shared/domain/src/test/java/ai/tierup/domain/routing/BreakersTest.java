package ai.tierup.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Breakers on a fixed clock, in one process and in two that share a store. */
class BreakersTest {

    private static final List<Candidate> TIER =
            TestTiers.mapping().tier(TierId.TIER_2).candidates();
    private static final Candidate ILL = TIER.getFirst();
    private static final Candidate WELL = TIER.getLast();

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final CountedBreakers shared = new CountedBreakers();
    private final List<Alarm> alarms = new ArrayList<>();
    private final Breakers here = process();

    /** A process without jitter, and with random numbers from a fixed seed. */
    private Breakers process() {
        return new Breakers(
                Breakers.Mode.ON,
                shared,
                Runnable::run,
                (alarm, subject) -> alarms.add(alarm),
                () -> now,
                new Random(5) {
                    @Override
                    public double nextDouble() {
                        return 0;
                    }
                });
    }

    @Test
    void withoutBreakersFailuresHaveNoConsequences() {
        var off = new Breakers(
                Breakers.Mode.OFF,
                shared,
                Runnable::run,
                (alarm, subject) -> alarms.add(alarm),
                () -> now,
                new Random(5));
        fail(off, 100);

        assertThat(off.admits(ILL)).isTrue();
        assertThat(IntStream.range(0, 100).allMatch(request -> off.takeRetry())).isTrue();
    }

    private static final class CountedBreakers implements SharedBreakers {

        private final InMemorySharedBreakers stored = new InMemorySharedBreakers();
        private int reads;
        private int writes;
        private boolean isDown;

        private void access() {
            if (isDown) {
                throw new IllegalStateException("The store is down");
            }
        }

        @Override
        public Collection<BreakerState> read(Set<String> candidates) {
            reads++;
            access();
            return stored.read(candidates);
        }

        @Override
        public void open(BreakerState state) {
            writes++;
            access();
            stored.open(state);
        }

        @Override
        public boolean claimTrial(BreakerState claimed) {
            writes++;
            access();
            return stored.claimTrial(claimed);
        }

        @Override
        public void close(BreakerState state) {
            writes++;
            access();
            stored.close(state);
        }
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private void fail(Breakers process, int times) {
        fail(process, times, null);
    }

    private void fail(Breakers process, int times, @Nullable Duration retryAfter) {
        for (var i = 0; i < times; i++) {
            process.failed(process.asked(ILL), retryAfter);
        }
    }

    private void succeed(Breakers process) {
        process.succeeded(process.asked(ILL));
    }

    private long admitted(Breakers process, int requests) {
        return IntStream.range(0, requests)
                .filter(request -> process.admits(ILL))
                .count();
    }

    @Test
    void threeFailuresInARowKeepRequestsAway() {
        fail(here, 2);
        succeed(here);
        fail(here, 2);
        assertThat(here.admits(ILL)).isTrue();

        fail(here, 1);
        assertThat(here.admits(ILL)).isFalse();
        assertThat(here.admits(WELL)).isTrue();
    }

    @Test
    void fiveFailuresInTenRequestsKeepRequestsAwayFromACandidateThatFlaps() {
        for (var i = 0; i < 4; i++) {
            fail(here, 1);
            succeed(here);
        }
        assertThat(here.admits(ILL)).isTrue();

        fail(here, 1);
        assertThat(here.admits(ILL)).isFalse();
    }

    @Test
    void aCandidateThatAsksToBeSparedIsSparedAtOnceAndForThatLong() {
        fail(here, 1, Duration.ofSeconds(40));

        pass(39);
        assertThat(here.admits(ILL)).isFalse();
        pass(1);
        assertThat(here.admits(ILL)).isTrue();
    }

    @Test
    void aLongerWaitThatIsAskedForLaterCountsAndAShorterOneDoesNot() {
        fail(here, 1, Duration.ofSeconds(10));
        fail(here, 1, Duration.ofSeconds(40));
        fail(here, 1, Duration.ofSeconds(5));

        pass(39);
        assertThat(here.admits(ILL)).isFalse();
    }

    @Test
    void nobodyIsSparedForMoreThanFiveMinutes() {
        fail(here, 1, Duration.ofDays(300));

        pass(300);
        assertThat(here.admits(ILL)).isTrue();
    }

    @Test
    void oneTrialIsMadeAtATime() {
        fail(here, 3);
        pass(15);

        assertThat(admitted(here, 10)).isEqualTo(1);
        pass(59);
        assertThat(admitted(here, 10)).isZero();
        pass(1);
        assertThat(admitted(here, 10)).isEqualTo(1);
    }

    @Test
    void eachFailedTrialDoublesTheTimeUpToFiveMinutes() {
        fail(here, 3);
        var openings = new ArrayList<Integer>();
        for (var i = 0; i < 7; i++) {
            var seconds = 0;
            while (!here.admits(ILL)) {
                pass(1);
                seconds++;
            }
            openings.add(seconds);
            fail(here, 1);
        }

        assertThat(openings).containsExactly(15, 30, 60, 120, 240, 300, 300);
    }

    @Test
    void afterASuccessfulTrialATenthOfTheRequestsComesBackAndThenAll() {
        fail(here, 3);
        pass(15);
        assertThat(here.admits(ILL)).isTrue();
        succeed(here);

        assertThat(admitted(here, 1000)).isBetween(70L, 130L);
        pass(30);
        assertThat(admitted(here, 1000)).isEqualTo(1000);
    }

    @Test
    void oneFailureDuringTheReturnIsEnough() {
        fail(here, 3);
        pass(15);
        assertThat(here.admits(ILL)).isTrue();
        succeed(here);
        fail(here, 1);

        pass(29);
        assertThat(here.admits(ILL)).isFalse();
        pass(1);
        assertThat(here.admits(ILL)).isTrue();
    }

    @Test
    void requestsFromBeforeTheIllnessSayNothing() {
        var before = here.asked(ILL);
        pass(1);
        fail(here, 3);
        pass(1);

        here.succeeded(before);
        assertThat(here.admits(ILL)).isFalse();
        here.failed(before, null);
        pass(14);
        assertThat(here.admits(ILL)).isTrue();
    }

    @Test
    void theLastCandidateIsTheOneThatIsDueFirst() {
        fail(here, 3);
        pass(1);
        for (var i = 0; i < 3; i++) {
            here.failed(here.asked(WELL), null);
        }

        assertThat(here.leastIll(TIER)).isEqualTo(ILL);
    }

    @Test
    void aLastCandidateThatAnswersIsBackAtOnce() {
        fail(here, 3);
        pass(5);
        succeed(here);

        pass(30);
        assertThat(here.admits(ILL)).isTrue();
    }

    @Test
    void anotherProcessLearnsWithin15SecondsAndOnlyOneMakesTheTrial() {
        var there = process();
        assertThat(there.admits(ILL)).isTrue();
        fail(here, 3, Duration.ofSeconds(20));
        assertThat(there.admits(ILL)).isTrue();

        pass(15);
        there.admits(ILL);
        assertThat(there.admits(ILL)).isFalse();

        pass(5);
        assertThat(here.admits(ILL)).isTrue();
        assertThat(there.admits(ILL)).isFalse();

        succeed(here);
        pass(30 + 15);
        there.admits(ILL);
        assertThat(admitted(there, 10)).isEqualTo(10);
    }

    @Test
    void theStoreIsWrittenOnlyWhenAStateChangesAndReadEvery15Seconds() {
        for (var i = 0; i < 100; i++) {
            here.admits(ILL);
            succeed(here);
        }
        assertThat(shared.reads).isEqualTo(1);
        assertThat(shared.writes).isZero();

        fail(here, 10);
        assertThat(shared.writes).isEqualTo(1);
        pass(15);
        here.admits(ILL);
        assertThat(shared.reads).isEqualTo(2);
        assertThat(shared.writes).isEqualTo(2);
        succeed(here);
        assertThat(shared.writes).isEqualTo(3);
    }

    @Test
    void withoutTheStoreEachProcessKnowsWhatItHasFound() {
        shared.isDown = true;
        fail(here, 3);

        assertThat(here.admits(ILL)).isFalse();
        assertThat(alarms).isNotEmpty().containsOnly(Alarm.STORE_UNAVAILABLE);
    }
}
