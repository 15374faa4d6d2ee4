package ai.tierup.functions.inference;

import ai.tierup.api.RefusalErrors;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.support.gateway.ChatResponse;
import ai.tierup.openai.chat.ChatAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
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
        send(
                head,
                reason,
                record.tokens(),
                Map.of(ChatHeaders.COST, record.cost().usd()));
    }

    @Override
    public void replay(KeptAnswer kept) {
        kept.deltas().forEach(answer::add);
        send(
                kept.head(),
                kept.finish(),
                kept.tokens(),
                Map.of(ChatHeaders.REPLAYED, "true", ChatHeaders.COST, Money.ZERO.usd()));
    }

    private void send(AnswerHead answerHead, FinishReason reason, TokenUsage tokens, Map<String, String> more) {
        var headers = new LinkedHashMap<>(more);
        if (answerHead.loweredCap() != null) {
            headers.put(ChatHeaders.MAX_TOKENS, answerHead.loweredCap().toString());
        }
        response.head("application/json", headers);
        response.write(answer.write(answerHead, reason, tokens));
        response.flush();
    }

    @Override
    public void fail(ChatRefusal refusal) {
        response.error(refusals.of(refusal));
    }
}
