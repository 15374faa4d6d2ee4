package ai.tierup.domain.answer;

import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import java.time.Duration;

/**
 * The longest silences of a model that are waited for. Only tokens end a silence, of the answer or of its reasoning: comments and chunks
 * without content also come from servers whose model hangs.
 *
 * @param first before the answer begins
 * @param firstOfReasoning before the answer begins, on a tier that sells reasoning
 * @param next within an answer of which the client has a part, or that is in the middle of a tool call: some models send the arguments of
 *     a call in few large pieces
 * @param end after the finish reason, while the usage or the end of the stream is missing
 */
public record TokenTimeouts(Duration first, Duration firstOfReasoning, Duration next, Duration end) {

    public static final TokenTimeouts STANDARD = new TokenTimeouts(
            Duration.ofSeconds(12), Duration.ofSeconds(45), Duration.ofSeconds(60), Duration.ofSeconds(3));

    Duration first(Tier tier) {
        return tier.capabilities().contains(Capability.REASONING_EFFORT) ? firstOfReasoning : first;
    }
}
