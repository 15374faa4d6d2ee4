package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import java.util.List;

/**
 * A whole answer, to be given again: all that a client sees of it, and nothing of upstream.
 *
 * @param deltas as they went out, so that a stream goes out again in the same pieces
 * @param tokens billed tokens
 */
public record KeptAnswer(AnswerHead head, List<AnswerDelta> deltas, FinishReason finish, TokenUsage tokens) {

    public KeptAnswer {
        deltas = List.copyOf(deltas);
    }
}
