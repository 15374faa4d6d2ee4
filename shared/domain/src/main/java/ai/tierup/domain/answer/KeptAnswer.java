package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import java.util.List;

/**
 * A complete answer, kept for replay. Holds everything that the client sees and nothing from upstream.
 *
 * @param deltas the deltas as they were sent, so that a replayed stream has the same pieces
 * @param tokens billed tokens
 */
public record KeptAnswer(AnswerHead head, List<AnswerDelta> deltas, FinishReason finish, TokenUsage tokens) {

    public KeptAnswer {
        deltas = List.copyOf(deltas);
    }
}
