package ai.tierup.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The time by which the provider must send something. Safe for concurrent use. */
final class ReadDeadline {

    private final InstantSource clock;
    private final @Nullable Duration idle;
    private volatile Instant endsAt;

    private ReadDeadline(InstantSource clock, Duration first, @Nullable Duration idle) {
        this.clock = clock;
        this.idle = idle;
        this.endsAt = clock.instant().plus(first);
    }

    /**
     * Returns a deadline that starts now and is extended by each activity.
     *
     * @param firstByte time until the first activity
     * @param idle time between two activities
     */
    static ReadDeadline forStream(InstantSource clock, Duration firstByte, Duration idle) {
        return new ReadDeadline(clock, firstByte, idle);
    }

    /** Returns a deadline {@code timeLeft} from now that no activity extends. */
    static ReadDeadline forWholeAnswer(InstantSource clock, Duration timeLeft) {
        return new ReadDeadline(clock, timeLeft, null);
    }

    void recordActivity() {
        if (idle != null) {
            endsAt = clock.instant().plus(idle);
        }
    }

    /** The time until the deadline; zero or negative once it has passed. */
    Duration remaining() {
        return Duration.between(clock.instant(), endsAt);
    }
}
