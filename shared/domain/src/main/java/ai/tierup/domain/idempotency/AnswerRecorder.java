package ai.tierup.domain.idempotency;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forwards an answer to a client and records it if it is complete. */
final class AnswerRecorder implements AnswerSink {

    private final AnswerSink client;
    private final List<AnswerDelta> deltas = new ArrayList<>();
    private @Nullable AnswerHead head;
    private @Nullable KeptAnswer answer;

    AnswerRecorder(AnswerSink client) {
        this.client = client;
    }

    /** Empty until the answer is complete. */
    Optional<KeptAnswer> answer() {
        return Optional.ofNullable(answer);
    }

    @Override
    public void begin(AnswerHead answerHead) {
        head = answerHead.withInput(null);
        deltas.clear();
        client.begin(answerHead);
    }

    @Override
    public void delta(AnswerDelta delta) {
        deltas.add(delta);
        client.delta(delta);
    }

    @Override
    public void keepAlive() {
        client.keepAlive();
    }

    @Override
    public void finish(FinishReason reason, UsageRecord record) {
        if (head == null) {
            throw new IllegalStateException("An answer must begin before it ends");
        }
        answer = new KeptAnswer(head, deltas, AnswerEnd.of(reason, record));
        client.finish(reason, record);
    }

    @Override
    public void fail(ChatRefusal refusal) {
        client.fail(refusal);
    }

    @Override
    public void replay(KeptAnswer kept) {
        client.replay(kept);
    }
}
