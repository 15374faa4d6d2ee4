package ai.tierup.api.inference;

import ai.tierup.api.ApiError;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;

/**
 * Writes one answer as server-sent events. The order of calls is {@link #begin}, any number of {@link #delta} and {@link #keepAlive}, then
 * {@link #finish} or {@link #error}. Not safe for concurrent use.
 */
public interface StreamedAnswerWriter {

    /** Returns the events before the first delta; empty if there are none. */
    byte[] begin();

    byte[] delta(AnswerDelta delta);

    /** Returns bytes that show a waiting client that the answer is still in progress. */
    byte[] keepAlive();

    /** Returns everything that follows the last delta. */
    byte[] finish(AnswerEnd end);

    /** Returns everything that follows the last delta of an answer that failed midway. */
    byte[] error(ApiError error);
}
