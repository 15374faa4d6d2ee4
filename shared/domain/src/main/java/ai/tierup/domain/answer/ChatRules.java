package ai.tierup.domain.answer;

import java.time.Duration;

/**
 * The intervals and margins of a request.
 *
 * @param coalescing deltas that arrive within this time are sent together, so that their boundaries reveal nothing about the model
 * @param keepAliveAfter silence after which the client is sent a keep-alive
 * @param settleMargin time before the deadline that is reserved for settling
 * @param checkpointEvery interval between the checkpoints of an answer's cost, by which it is billed if its handler dies
 * @param holdMargin time after the deadline before the hold may be swept
 * @param toolCallMemory time that a request waits for the memory of tool calls
 * @param timeouts how long a model may be silent
 */
public record ChatRules(
        Duration coalescing,
        Duration keepAliveAfter,
        Duration settleMargin,
        Duration checkpointEvery,
        Duration holdMargin,
        Duration toolCallMemory,
        TokenTimeouts timeouts) {

    public static final ChatRules STANDARD = new ChatRules(
            Duration.ofMillis(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            TokenTimeouts.STANDARD);
}
