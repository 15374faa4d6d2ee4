package ai.tierup.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Knows how long upstream may still be silent. Safe for concurrent use. */
final class Patience {

    private final InstantSource clock;
    private final @Nullable Duration idle;
    private volatile Instant endsAt;

    private Patience(InstantSource clock, Duration first, @Nullable Duration idle) {
        this.clock = clock;
        this.idle = idle;
        this.endsAt = clock.instant().plus(first);
    }

    /**
     * Begins now, and anew with each sign of life.
     *
     * @param firstByte for the first of them
     * @param idle from each to the next
     */
    static Patience withStream(InstantSource clock, Duration firstByte, Duration idle) {
        return new Patience(clock, firstByte, idle);
    }

    /** Begins now and ends when {@code timeLeft} is over, whatever comes in between. */
    static Patience withWholeAnswer(InstantSource clock, Duration timeLeft) {
        return new Patience(clock, timeLeft, null);
    }

    void signOfLife() {
        if (idle != null) {
            endsAt = clock.instant().plus(idle);
        }
    }

    /** Zero or negative when it is over. */
    Duration left() {
        return Duration.between(clock.instant(), endsAt);
    }
}
