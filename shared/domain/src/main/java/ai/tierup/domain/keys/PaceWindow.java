package ai.tierup.domain.keys;

import java.time.Duration;
import java.time.Instant;

/**
 * The last sixty seconds, as a minute of the clock and a part of the minute before: what was used in that minute is assumed to be spread
 * evenly over it.
 *
 * @param epochMinute the minute of the clock
 * @param elapsedMillis milliseconds of it that are over
 */
record PaceWindow(long epochMinute, long elapsedMillis) {

    private static final long MINUTE_MILLIS = 60_000;

    static PaceWindow at(Instant now) {
        var millis = now.toEpochMilli();
        return new PaceWindow(Math.floorDiv(millis, MINUTE_MILLIS), Math.floorMod(millis, MINUTE_MILLIS));
    }

    /** The part of {@code previous} that is in the window, rounded up. */
    long carried(long previous) {
        return Math.ceilDiv(previous * (MINUTE_MILLIS - elapsedMillis), MINUTE_MILLIS);
    }

    /** Returns what is left of {@code limit}, which is not negative. */
    long left(long limit, long previous, long current) {
        return Math.max(0, limit - carried(previous) - current);
    }

    /** Returns the time after which at least one of {@code limit} is left, if nothing is used in the meantime. */
    Duration untilOneIsLeft(long limit, long previous, long current) {
        if (current < limit) {
            var at = Math.max(elapsedMillis, whenCarriedIsAtMost(limit - 1 - current, previous));
            if (at < MINUTE_MILLIS) {
                return Duration.ofMillis(at - elapsedMillis);
            }
        }
        return Duration.ofMillis(MINUTE_MILLIS - elapsedMillis + whenCarriedIsAtMost(limit - 1, current));
    }

    /** Returns the millisecond of a minute from which at most {@code max} of the minute before are in the window. */
    private static long whenCarriedIsAtMost(long max, long previous) {
        return previous <= max ? 0 : Math.ceilDiv((previous - max) * MINUTE_MILLIS, previous);
    }

    /** Returns the time after which nothing that was used until now is in the window. */
    Duration untilAllIsLeft(long previous, long current) {
        if (current > 0) {
            return Duration.ofMillis(2 * MINUTE_MILLIS - elapsedMillis);
        }
        return previous > 0 ? Duration.ofMillis(MINUTE_MILLIS - elapsedMillis) : Duration.ZERO;
    }
}
