package ai.tierup.api.inference;

import ai.tierup.api.ApiError;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;

/**
 * Writes one answer as server-sent events, in the order {@link #begin}, deltas and signs of life, {@link #finish} or {@link #error}. Used by
 * one thread.
 */
public interface StreamedAnswerWriter {

    /** The events before the first delta; empty when there are none. */
    byte[] begin();

    byte[] delta(AnswerDelta delta);

    /** What shows a waiting client that the answer is still coming. */
    byte[] keepAlive();

    /** Everything that follows the last delta. */
    byte[] finish(FinishReason reason, TokenUsage usage);

    /** Everything that follows the last delta of an answer that broke off. */
    byte[] error(ApiError error);
}
