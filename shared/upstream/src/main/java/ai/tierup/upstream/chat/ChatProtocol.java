package ai.tierup.upstream.chat;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.AnswerReader;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.openai.upstream.UpstreamErrors;
import ai.tierup.upstream.protocol.Protocol;
import ai.tierup.upstream.protocol.ProtocolAnswerReader;
import ai.tierup.upstream.protocol.ProtocolRequest;
import java.util.List;
import java.util.Map;

/** OpenAI's chat API in the dialect of a provider. */
public final class ChatProtocol implements Protocol {

    private static final String DONE = "[DONE]";

    private final ChatDialect dialect;
    private final UpstreamErrors errors;

    public ChatProtocol(ChatDialect dialect) {
        this.dialect = dialect;
        this.errors = new UpstreamErrors(dialect);
    }

    @Override
    public ProtocolRequest request(UpstreamRequest request, String model, String key) {
        return new ProtocolRequest(
                "/chat/completions",
                Map.of("authorization", "Bearer " + key),
                RequestBody.write(request, model, dialect));
    }

    @Override
    public ProtocolAnswerReader newAnswerReader() {
        return new ChunkReader(new AnswerReader(dialect));
    }

    @Override
    public UpstreamFailure failure(int status, String body) {
        return errors.failureOf(status, body);
    }

    /** Reads the chunks of one answer. */
    private record ChunkReader(AnswerReader reader) implements ProtocolAnswerReader {

        @Override
        public List<UpstreamEvent> readEvent(SseReader.Event.Data event) {
            var text = event.text().strip();
            if (text.equals(DONE)) {
                return List.of(new UpstreamEvent.Ended());
            }
            return isHeartbeat(event.name(), text) ? List.of() : reader.read(text);
        }

        /** Relays between us and the model send events without data, or with a word such as {@code ping}, to keep the connection open. */
        private static boolean isHeartbeat(String name, String text) {
            return !text.startsWith("{") && !name.equals("error");
        }

        @Override
        public List<UpstreamEvent> readWhole(String body) {
            return reader.read(body);
        }
    }
}
