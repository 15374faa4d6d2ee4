package ai.tierup.domain.completion;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a client would have been told. */
public final class RecordingSink implements AnswerSink {

    public final List<AnswerDelta> deltas = new ArrayList<>();
    public final List<String> calls = new ArrayList<>();

    @Nullable
    public AnswerHead head;

    @Nullable
    public FinishReason finish;

    @Nullable
    public UsageRecord record;

    @Nullable
    public ChatRefusal refusal;

    @Nullable
    public KeptAnswer replayed;

    @Override
    public void begin(AnswerHead answerHead) {
        calls.add("begin");
        head = answerHead;
    }

    @Override
    public void delta(AnswerDelta delta) {
        calls.add("delta");
        deltas.add(delta);
    }

    @Override
    public void keepAlive() {
        calls.add("keepAlive");
    }

    @Override
    public void finish(FinishReason reason, UsageRecord usageRecord) {
        calls.add("finish");
        finish = reason;
        record = usageRecord;
    }

    @Override
    public void fail(ChatRefusal chatRefusal) {
        calls.add("fail");
        refusal = chatRefusal;
    }

    @Override
    public void replay(KeptAnswer answer) {
        calls.add("replay");
        replayed = answer;
    }

    public String text() {
        var text = new StringBuilder();
        for (var delta : deltas) {
            if (delta instanceof AnswerDelta.Text(var part)) {
                text.append(part);
            }
        }
        return text.toString();
    }
}
