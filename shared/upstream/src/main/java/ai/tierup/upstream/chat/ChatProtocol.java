package ai.tierup.upstream.chat;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.AnswerReader;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.openai.upstream.UpstreamErrors;
import ai.tierup.upstream.protocol.Protocol;
import ai.tierup.upstream.protocol.ProtocolAnswer;
import ai.tierup.upstream.protocol.ProtocolRequest;
import java.util.List;
import java.util.Map;

/** OpenAI's chat API, in a provider's dialect. */
public final class ChatProtocol implements Protocol {

    private static final String DONE = "[DONE]";

    private final ChatDialect dialect;
    private final UpstreamErrors errors;
    private final ProtocolAnswer answer;

    public ChatProtocol(ChatDialect dialect) {
        this.dialect = dialect;
        this.errors = new UpstreamErrors(dialect);
        this.answer = new ChunksAnswer(new AnswerReader(dialect));
    }

    @Override
    public ProtocolRequest request(UpstreamRequest request, String model, String key) {
        return new ProtocolRequest(
                "/chat/completions",
                Map.of("authorization", "Bearer " + key),
                RequestBody.write(request, model, dialect));
    }

    @Override
    public ProtocolAnswer answer() {
        return answer;
    }

    @Override
    public UpstreamFailure failure(int status, String body) {
        return errors.failureOf(status, body);
    }

    /** Each chunk is complete in itself, so one reader serves all calls. */
    private record ChunksAnswer(AnswerReader reader) implements ProtocolAnswer {

        @Override
        public List<UpstreamEvent> streamed(SseReader.Event.Data event) {
            return event.text().strip().equals(DONE) ? List.of(new UpstreamEvent.Ended()) : reader.read(event.text());
        }

        @Override
        public List<UpstreamEvent> whole(String body) {
            return reader.read(body);
        }
    }
}
