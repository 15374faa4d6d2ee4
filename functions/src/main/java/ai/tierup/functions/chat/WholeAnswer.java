package ai.tierup.functions.chat;

import ai.tierup.domain.completion.AnswerDelta;
import ai.tierup.domain.completion.AnswerHead;
import ai.tierup.domain.completion.AnswerSink;
import ai.tierup.domain.completion.ChatRefusal;
import ai.tierup.domain.completion.FinishReason;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.openai.ChatAnswer;
import ai.tierup.openai.RefusalErrors;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** An answer that goes out when it is complete, so that its status and headers can tell how it ended and what it cost. */
final class WholeAnswer implements AnswerSink {

    private final ChatResponse response;
    private final RefusalErrors refusals;
    private final ChatAnswer answer = new ChatAnswer();
    private @Nullable AnswerHead head;

    WholeAnswer(ChatResponse response, RefusalErrors refusals) {
        this.response = response;
        this.refusals = refusals;
    }

    @Override
    public void begin(AnswerHead answerHead) {
        head = answerHead;
    }

    @Override
    public void delta(AnswerDelta delta) {
        answer.add(delta);
    }

    @Override
    public void keepAlive() {}

    @Override
    public void finish(FinishReason reason, UsageRecord record) {
        if (head == null) {
            throw new IllegalStateException("An answer begins before it ends");
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put(ChatHeaders.COST, record.cost().usd());
        if (head.loweredCap() != null) {
            headers.put(ChatHeaders.MAX_TOKENS, head.loweredCap().toString());
        }
        response.head("application/json", headers);
        response.write(answer.write(head, reason, record.tokens()));
        response.flush();
    }

    @Override
    public void fail(ChatRefusal refusal) {
        response.error(refusals.of(refusal));
    }
}
