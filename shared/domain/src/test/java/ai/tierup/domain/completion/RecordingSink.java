package ai.tierup.domain.completion;

import ai.tierup.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a client would have been told. */
final class RecordingSink implements AnswerSink {

    final List<AnswerDelta> deltas = new ArrayList<>();
    final List<String> calls = new ArrayList<>();

    @Nullable
    AnswerHead head;

    @Nullable
    FinishReason finish;

    @Nullable
    UsageRecord record;

    @Nullable
    ChatRefusal refusal;

    @Nullable
    KeptAnswer replayed;

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

    String text() {
        var text = new StringBuilder();
        for (var delta : deltas) {
            if (delta instanceof AnswerDelta.Text(var part)) {
                text.append(part);
            }
        }
        return text.toString();
    }
}
