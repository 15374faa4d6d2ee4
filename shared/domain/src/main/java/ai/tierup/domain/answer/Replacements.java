package ai.tierup.domain.answer;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.reasoning.ReasoningState;
import java.util.Optional;

/**
 * Creates what an answer to one request contains in place of upstream's own values.
 *
 * @param toolCallIds draws our own ids of tool calls
 * @param seal seals the state of reasoning
 * @param allowsParallelCalls whether a turn may have several tool calls. Otherwise all but the first are left out, because not every model
 *     keeps to it
 */
public record Replacements(
        AccountId account, ToolCallIds toolCallIds, ReasoningSeal seal, boolean allowsParallelCalls) {

    /** Returns the sealed state; empty if it cannot be kept. */
    Optional<String> sealed(ReasoningState state) {
        return seal.seal(account, state);
    }
}
