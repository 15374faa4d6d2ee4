package ai.tierup.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.InputCount;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.id.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Anthropic's Messages as an inference API. */
public final class AnthropicMessages implements InferenceApi {

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public ParsedRequest read(byte[] body) {
        return MessagesRequestReader.read(body);
    }

    @Override
    public Optional<InputCount> inputCount() {
        return Optional.of(new CountTokens());
    }

    @Override
    public ErrorAnswer error(ApiError error, RequestId id) {
        return AnthropicErrors.answer(error, id);
    }

    @Override
    public byte[] sample(String text, boolean stream) {
        return """
            {"model": "tier-2", "max_tokens": 50, "stream": %s, "messages": [{"role": "user", "content": "%s"}]}\
            """.formatted(stream, text).getBytes(UTF_8);
    }

    @Override
    public List<String> keyHeaders() {
        return List.of("x-api-key");
    }

    @Override
    public Map<String, String> headers(RequestId id) {
        return Map.of("request-id", id.publicName());
    }

    /** Creates the writers of the answer to {@code conversation}. */
    record Writers(Conversation conversation, ToolNames names) implements AnswerWriters {

        @Override
        public StreamedAnswerWriter streamed(AnswerHead head) {
            return new MessageEvents(head, InputSize.of(conversation).estimatedTokens(), names);
        }

        @Override
        public WholeAnswerWriter whole(AnswerHead head) {
            return new MessageAnswer(head, names);
        }
    }
}
