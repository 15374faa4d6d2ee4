package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final InstantSource clock = () -> now;

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void aStreamHasOneTimeForItsFirstSignOfLifeAndAnotherFromEachToTheNext() {
        var patience = Patience.withStream(clock, Duration.ofSeconds(60), Duration.ofSeconds(40));

        pass(59);
        assertThat(patience.left()).isEqualTo(Duration.ofSeconds(1));
        patience.signOfLife();
        assertThat(patience.left()).isEqualTo(Duration.ofSeconds(40));
        pass(41);
        assertThat(patience.left()).isNegative();
    }

    @Test
    void noSignOfLifeGivesAWholeAnswerMoreTime() {
        var patience = Patience.withWholeAnswer(clock, Duration.ofMinutes(5));

        pass(299);
        patience.signOfLife();

        assertThat(patience.left()).isEqualTo(Duration.ofSeconds(1));
    }
}
