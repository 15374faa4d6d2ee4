package ai.tierup.functions.support.runtime;

import java.time.Duration;
import java.time.InstantSource;

/** The time for which the peer of a connection may be idle. It is computed again for each wait. */
@FunctionalInterface
interface IdleTimeout {

    /** No timeout, for the wait for the next invocation, which may come a day later. */
    IdleTimeout NONE = () -> Duration.ofMillis(Long.MAX_VALUE);

    Duration MAX_WRITE_TIME = Duration.ofSeconds(30);
    Duration MIN_WAIT = Duration.ofSeconds(1);

    Duration duration();

    /**
     * Returns the timeout for writes: half of the time left, so that the other half remains for the handler to settle, but at most 30 s.
     * Near the deadline it is zero.
     */
    static IdleTimeout forWrites(Invocation invocation, InstantSource clock) {
        return () -> {
            var half = invocation.timeLeft(clock).dividedBy(2);
            return half.compareTo(MIN_WAIT) < 0
                    ? Duration.ZERO
                    : half.compareTo(MAX_WRITE_TIME) < 0 ? half : MAX_WRITE_TIME;
        };
    }

    /** Returns the timeout for answers: the time left, but at least 1 s. The handler has ended, so nothing else needs the time. */
    static IdleTimeout forAnswers(Invocation invocation, InstantSource clock) {
        return () -> {
            var left = invocation.timeLeft(clock);
            return left.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : left;
        };
    }
}
