package ai.tierup.functions.inference;

import ai.tierup.api.RefusalErrors;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.support.gateway.ChatResponse;
import ai.tierup.openai.chat.ChatChunkWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that goes out as it is made, as server-sent events. Once it has begun, errors are events too. */
final class StreamedAnswer implements AnswerSink {

    private final ChatResponse response;
    private final RefusalErrors refusals;
    private final boolean includeUsage;
    private @Nullable ChatChunkWriter chunks;

    StreamedAnswer(ChatResponse response, RefusalErrors refusals, boolean includeUsage) {
        this.response = response;
        this.refusals = refusals;
        this.includeUsage = includeUsage;
    }

    @Override
    public void begin(AnswerHead head) {
        begin(head, Map.of());
    }

    private void begin(AnswerHead head, Map<String, String> more) {
        chunks = new ChatChunkWriter(head, includeUsage);
        var headers = new LinkedHashMap<>(more);
        if (head.loweredCap() != null) {
            headers.put(ChatHeaders.MAX_TOKENS, head.loweredCap().toString());
        }
        response.head("text/event-stream; charset=utf-8", headers);
    }

    @Override
    public void delta(AnswerDelta delta) {
        send(chunks().delta(delta));
    }

    @Override
    public void keepAlive() {
        send(ChatChunkWriter.ping());
    }

    @Override
    public void finish(FinishReason reason, UsageRecord record) {
        finish(reason, record.tokens());
    }

    private void finish(FinishReason reason, TokenUsage tokens) {
        response.write(chunks().finish(reason));
        if (includeUsage) {
            response.write(chunks().usage(tokens));
        }
        send(ChatChunkWriter.done());
    }

    @Override
    public void replay(KeptAnswer answer) {
        begin(answer.head(), Map.of(ChatHeaders.REPLAYED, "true"));
        answer.deltas().forEach(delta -> response.write(chunks().delta(delta)));
        finish(answer.finish(), answer.tokens());
    }

    @Override
    public void fail(ChatRefusal refusal) {
        var error = refusals.of(refusal);
        if (response.hasBegun()) {
            response.noteError(error.code());
            send(ChatChunkWriter.error(error));
        } else {
            response.error(error);
        }
    }

    private void send(byte[] frame) {
        response.write(frame);
        response.flush();
    }

    private ChatChunkWriter chunks() {
        if (chunks == null) {
            throw new IllegalStateException("An answer begins before its deltas");
        }
        return chunks;
    }
}
