package ai.tierup.functions.support.runtime;

import java.time.Duration;
import java.time.InstantSource;

/** How long the other side of a connection may do nothing, asked anew each time that it does nothing. */
@FunctionalInterface
interface Patience {

    /** For the next invocation, which may come tomorrow. */
    Patience ENDLESS = () -> Duration.ofMillis(Long.MAX_VALUE);

    Duration MAX_WRITE_TIME = Duration.ofSeconds(30);
    Duration MIN_WAIT = Duration.ofSeconds(1);

    Duration left();

    /** Half of the time left at most, so that a handler has the other half to settle in. Near the deadline there is none. */
    static Patience withWrites(Invocation invocation, InstantSource clock) {
        return () -> {
            var half = invocation.timeLeft(clock).dividedBy(2);
            return half.compareTo(MIN_WAIT) < 0
                    ? Duration.ZERO
                    : half.compareTo(MAX_WRITE_TIME) < 0 ? half : MAX_WRITE_TIME;
        };
    }

    /** Once the handler has ended, nothing is lost by waiting. */
    static Patience withAnswers(Invocation invocation, InstantSource clock) {
        return () -> {
            var left = invocation.timeLeft(clock);
            return left.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : left;
        };
    }
}
