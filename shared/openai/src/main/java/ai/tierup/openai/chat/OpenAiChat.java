package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.FieldNames;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.id.RequestId;

/** OpenAI's chat completions as an inference API. */
public final class OpenAiChat implements InferenceApi {

    private static final FieldNames FIELDS =
            new FieldNames("model", "messages", "tools", "response_format", "reasoning_effort");

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public ParsedRequest read(byte[] body) {
        return switch (ChatRequestReader.read(body)) {
            case ParsedChatRequest.Valid valid ->
                new ParsedRequest.Valid(valid.request(), FIELDS, new Writers(valid.includeUsage()));
            case ParsedChatRequest.Invalid(var error) -> new ParsedRequest.Invalid(error);
        };
    }

    @Override
    public ErrorAnswer error(ApiError error, RequestId id) {
        return ErrorAnswer.of(error);
    }

    @Override
    public byte[] sample(String text, boolean stream) {
        return """
                {"model": "tier-2", "stream": %s, "messages": [{"role": "user", "content": "%s"}]}""".formatted(stream, text).getBytes(UTF_8);
    }

    /** @param includeUsage true if a stream ends with its usage */
    private record Writers(boolean includeUsage) implements AnswerWriters {

        @Override
        public StreamedAnswerWriter streamed(AnswerHead head) {
            return new ChatChunkWriter(head, includeUsage);
        }

        @Override
        public WholeAnswerWriter whole(AnswerHead head) {
            return new ChatAnswer(head);
        }
    }
}
