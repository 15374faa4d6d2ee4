package ai.tierup.domain.answer;

import java.time.Duration;

/**
 * The times that shape a request.
 *
 * @param coalescing deltas that arrive within this time go out together, so that their boundaries tell nothing about the model
 * @param keepAliveAfter silence after which the client gets a sign of life
 * @param settleMargin kept free at the end of the deadline, to settle in
 * @param checkpointEvery how often a long answer notes what it has cost so far, for the case that its handler dies
 * @param holdMargin how long after the deadline a hold may be swept
 */
public record ChatRules(
        Duration coalescing,
        Duration keepAliveAfter,
        Duration settleMargin,
        Duration checkpointEvery,
        Duration holdMargin) {

    public static final ChatRules STANDARD = new ChatRules(
            Duration.ofMillis(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));
}
