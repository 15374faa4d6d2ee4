package ai.tierup.domain.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time since a model's last token, or since it was asked. Used by one thread. */
final class Silence {

    private final InstantSource clock;
    private Instant since;

    /** Starts now. */
    Silence(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Starts again, because a token has been passed on. The time that its client took for it does not count. */
    void restart() {
        since = clock.instant();
    }

    /** The rest of {@code allowed}; zero or negative if the silence is too long. */
    Duration left(Duration allowed) {
        return Duration.between(clock.instant(), since.plus(allowed));
    }
}
