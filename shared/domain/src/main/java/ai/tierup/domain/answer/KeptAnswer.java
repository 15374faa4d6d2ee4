package ai.tierup.domain.answer;

import java.util.List;

/**
 * A complete answer, kept for replay. Holds everything that the client sees and nothing from upstream.
 *
 * @param deltas the deltas as they were sent, so that a replayed stream has the same pieces
 */
public record KeptAnswer(AnswerHead head, List<AnswerDelta> deltas, AnswerEnd end) {

    public KeptAnswer {
        deltas = List.copyOf(deltas);
    }
}
