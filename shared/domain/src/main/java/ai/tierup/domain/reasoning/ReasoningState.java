package ai.tierup.domain.reasoning;

import java.util.List;

/**
 * The state of a model's reasoning in one turn of a conversation.
 *
 * @param candidateName name of the candidate that reasoned, the only one that accepts the state
 * @param pieces the state in the candidate's own form, in the order in which it arrived
 */
public record ReasoningState(String candidateName, List<String> pieces) {

    public ReasoningState {
        pieces = List.copyOf(pieces);
    }
}
