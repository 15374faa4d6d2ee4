package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ReadDeadlineTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final InstantSource clock = () -> now;

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void eachActivityExtendsTheDeadlineByTheIdleTimeout() {
        var deadline = new ReadDeadline(clock, Duration.ofSeconds(60), Duration.ofSeconds(40));

        pass(59);
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
        deadline.recordActivity();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(40));
        pass(41);
        assertThat(deadline.remaining()).isNegative();
    }
}
