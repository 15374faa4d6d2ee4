package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.UsageRecord;

/**
 * Receives an answer. Called by one thread: {@link #begin} at most once and before all but {@link #fail}, then any number of deltas and
 * keep-alives, then {@link #finish} or {@link #fail}; or {@link #replay} alone. Never throws: a client that is gone gets nothing more,
 * and the request goes on to its end so that it is billed for what it consumed.
 */
public interface AnswerSink {

    void begin(AnswerHead head);

    void delta(AnswerDelta delta);

    /** Upstream is silent and alive. */
    void keepAlive();

    /** The answer is complete and paid for. */
    void finish(FinishReason reason, UsageRecord record);

    /** There is no answer, or no more of it. */
    void fail(ChatRefusal refusal);

    /** The answer that the same request has had before, whole, again, and at no cost. */
    void replay(KeptAnswer answer);
}
