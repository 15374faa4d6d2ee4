package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ReadRequest;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.id.RequestId;

/** OpenAI's chat completions. */
public final class OpenAiChat implements InferenceApi {

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public ReadRequest read(byte[] body) {
        return switch (ChatRequestReader.read(body)) {
            case ReadChat.Read read ->
                new ReadRequest.Valid(read.request(), read.fields(), new Writers(read.includeUsage()));
            case ReadChat.Invalid(var error) -> new ReadRequest.Invalid(error);
        };
    }

    @Override
    public ErrorAnswer error(ApiError error, RequestId id) {
        return ErrorAnswer.of(error);
    }

    @Override
    public byte[] sample(boolean stream) {
        return """
                {"model": "tier-2", "stream": %s, "messages": [{"role": "user", "content": "Hello"}]}""".formatted(stream).getBytes(UTF_8);
    }

    /** @param includeUsage whether a stream is to end with its usage */
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
