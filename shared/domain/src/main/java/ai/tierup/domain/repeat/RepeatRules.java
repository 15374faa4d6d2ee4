package ai.tierup.domain.repeat;

import java.time.Duration;

/**
 * How long a request waits for the store of markers. When the time is up, the request goes on without it.
 *
 * @param lookup wait before a model is asked, counted from the moment at which the hold is placed
 * @param write wait before the end of the answer, counted from the moment at which the request is settled
 */
public record RepeatRules(Duration lookup, Duration write) {

    public static final RepeatRules STANDARD = new RepeatRules(Duration.ofMillis(50), Duration.ofMillis(100));
}
