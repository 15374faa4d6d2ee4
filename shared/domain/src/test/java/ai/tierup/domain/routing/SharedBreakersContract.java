package ai.tierup.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract of {@link SharedBreakers}. */
public abstract class SharedBreakersContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    private static int tests;

    /** A candidate of this test alone, because the tests may share a table. */
    private final String candidate = "a/b-" + ++tests;

    /** A store in which the breakers of this test's candidates have not opened. */
    protected abstract SharedBreakers breakers();

    private BreakerState openFor(int seconds) {
        return new BreakerState(candidate, NOON, NOON.plusSeconds(seconds), Duration.ofSeconds(15), null, null);
    }

    @Test
    void whatIsStoredIsReadCompletely() {
        var breakers = breakers();
        var open = openFor(20);
        breakers.open(open);
        assertThat(breakers.read(Set.of(candidate, "c/d"))).containsExactly(open);
        assertThat(breakers.read(Set.of("c/d"))).isEmpty();
        assertThat(breakers.read(Set.of())).isEmpty();

        var trial = open.withTrial(NOON.plusSeconds(20));
        assertThat(breakers.claimTrial(trial)).isTrue();
        assertThat(breakers.read(Set.of(candidate))).containsExactly(trial);

        var closed = trial.closed(NOON.plusSeconds(21));
        breakers.close(closed);
        assertThat(breakers.read(Set.of(candidate))).containsExactly(closed);
    }

    @Test
    void theLongerOpeningCounts() {
        var breakers = breakers();
        breakers.open(openFor(20));
        breakers.open(openFor(7));

        assertThat(breakers.read(Set.of(candidate))).containsExactly(openFor(20));

        breakers.open(openFor(30));
        assertThat(breakers.read(Set.of(candidate))).containsExactly(openFor(30));
    }

    @Test
    void aTrialIsClaimedOnceAndAgainWhenItsTimeIsOver() {
        var breakers = breakers();
        var open = openFor(20);
        breakers.open(open);
        var first = open.withTrial(NOON.plusSeconds(20));

        assertThat(breakers.claimTrial(first)).isTrue();
        assertThat(breakers.claimTrial(open.withTrial(NOON.plusSeconds(21)))).isFalse();
        assertThat(breakers.claimTrial(open.withTrial(NOON.plusSeconds(79)))).isFalse();
        assertThat(breakers.claimTrial(open.withTrial(NOON.plusSeconds(80)))).isTrue();
    }

    @Test
    void aTrialOfAnOutdatedStateIsNotClaimed() {
        var breakers = breakers();
        breakers.open(openFor(30));
        assertThat(breakers.claimTrial(openFor(20).withTrial(NOON.plusSeconds(21))))
                .isFalse();

        breakers.close(openFor(30).closed(NOON.plusSeconds(31)));
        assertThat(breakers.claimTrial(openFor(30).withTrial(NOON.plusSeconds(32))))
                .isFalse();
    }

    @Test
    void aTrialOfAStateThatIsNotStoredIsClaimed() {
        assertThat(breakers().claimTrial(openFor(20).withTrial(NOON.plusSeconds(21))))
                .isTrue();
    }

    @Test
    void aLateSuccessDoesNotCloseABreakerThatOpenedAgain() {
        var breakers = breakers();
        breakers.open(openFor(30));
        breakers.close(openFor(20).closed(NOON.plusSeconds(21)));

        assertThat(breakers.read(Set.of(candidate))).containsExactly(openFor(30));
    }
}
