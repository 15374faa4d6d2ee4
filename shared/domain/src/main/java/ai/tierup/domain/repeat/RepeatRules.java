package ai.tierup.domain.repeat;

import java.time.Duration;

/**
 * How long a request waits for the store of markers. When the time is up, the request goes on without it.
 *
 * @param lookup wait before a model is asked, counted from the moment at which the hold is placed
 * @param write wait before the end of the answer, counted from the moment at which the request is settled
 */
public record RepeatRules(Duration lookup, Duration write) {

    public static final RepeatRules STANDARD = ofLookup(Duration.ofMillis(50));

    /** Returns the rules with this wait for the lookup; the write may take twice as long. */
    public static RepeatRules ofLookup(Duration lookup) {
        return new RepeatRules(lookup, lookup.multipliedBy(2));
    }
}
