package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.UsageRecord;

/**
 * Receives an answer from one thread. {@link #begin} is called before everything except {@link #fail}. Any number of deltas and keep-alives
 * follow, then {@link #finish} or {@link #fail}. If {@link #replay} is called, no other
 * method is.
 *
 * <p>An answer that is wanted whole may begin again, because another candidate gives it: the deltas before that are void.
 *
 * <p>Never throws. When the client has disconnected, calls have no effect; the request still runs to its end and is billed.
 */
public interface AnswerSink {

    void begin(AnswerHead head);

    void delta(AnswerDelta delta);

    /** Shows the client that its request is still running while upstream is silent. */
    void keepAlive();

    /** Ends an answer that is complete and paid for. */
    void finish(FinishReason reason, UsageRecord record);

    /** Ends an incomplete answer, or reports that there is none. */
    void fail(ChatRefusal refusal);

    /** Sends the whole answer of an identical earlier request again, at no cost. */
    void replay(KeptAnswer answer);
}
