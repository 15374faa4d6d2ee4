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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sink that records every call and its arguments. */
public final class RecordingSink implements AnswerSink {

    public final List<AnswerDelta> deltas = new ArrayList<>();
    public final List<String> calls = new ArrayList<>();
    private final Consumer<String> listener;

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

    /** What happens while the client takes a delta. */
    Runnable onDelta = () -> {};

    public RecordingSink() {
        this(call -> {});
    }

    /** @param listener also receives the name of each call */
    RecordingSink(Consumer<String> listener) {
        this.listener = listener;
    }

    private void called(String name) {
        calls.add(name);
        listener.accept(name);
    }

    @Override
    public void begin(AnswerHead answerHead) {
        called("begin");
        head = answerHead;
        deltas.clear();
    }

    @Override
    public void delta(AnswerDelta delta) {
        called("delta");
        deltas.add(delta);
        onDelta.run();
    }

    @Override
    public void keepAlive() {
        called("keepAlive");
    }

    @Override
    public void finish(FinishReason reason, UsageRecord usageRecord) {
        called("finish");
        finish = reason;
        record = usageRecord;
    }

    @Override
    public void fail(ChatRefusal chatRefusal) {
        called("fail");
        refusal = chatRefusal;
    }

    @Override
    public void replay(KeptAnswer answer) {
        called("replay");
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
