package ai.tierup.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time by which the provider must send something; each activity extends it. Safe for concurrent use. */
final class ReadDeadline {

    private final InstantSource clock;
    private final Duration idle;
    private volatile Instant endsAt;

    /**
     * Starts now.
     *
     * @param firstByte time until the first activity
     * @param idle time between two activities
     */
    ReadDeadline(InstantSource clock, Duration firstByte, Duration idle) {
        this.clock = clock;
        this.idle = idle;
        this.endsAt = clock.instant().plus(firstByte);
    }

    void recordActivity() {
        endsAt = clock.instant().plus(idle);
    }

    /** The time until the deadline; zero or negative once it has passed. */
    Duration remaining() {
        return Duration.between(clock.instant(), endsAt);
    }
}
