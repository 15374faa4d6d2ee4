package ai.tierup.domain.upstream;

import org.jspecify.annotations.Nullable;

/**
 * The upstream origin of a tool call.
 *
 * @param id the id that the model gave the call
 * @param candidateName name of the candidate, the only one that accepts the id
 * @param sealedReasoning the state of the reasoning that led to the call and to the other calls of its turn, sealed; null if there is none,
 *     or if another call of the turn has it
 */
public record OriginalToolCall(
        String id, String candidateName, @Nullable String sealedReasoning) {

    public OriginalToolCall(String id, String candidateName) {
        this(id, candidateName, null);
    }

    public OriginalToolCall with(String reasoning) {
        return new OriginalToolCall(id, candidateName, reasoning);
    }
}
