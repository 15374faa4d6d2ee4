package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.FieldNames;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.id.RequestId;

/** OpenAI's Responses API as an inference API. */
public final class OpenAiResponses implements InferenceApi {

    private static final FieldNames FIELDS =
            new FieldNames("model", "input", "tools", "text.format", "reasoning.effort");

    @Override
    public String path() {
        return "/v1/responses";
    }

    @Override
    public ParsedRequest read(byte[] body) {
        return read(body, AnswerMemory.NONE);
    }

    @Override
    public ParsedRequest read(byte[] body, AnswerMemory memory) {
        return switch (ResponsesRequestReader.read(body, memory)) {
            case ParsedResponsesRequest.Valid(var request, var form) ->
                new ParsedRequest.Valid(request, FIELDS, new Writers(form, form.isKept() ? memory : AnswerMemory.NONE));
            case ParsedResponsesRequest.Invalid(var error) -> new ParsedRequest.Invalid(error);
        };
    }

    @Override
    public ErrorAnswer error(ApiError error, RequestId id) {
        return ResponseErrors.answer(error);
    }

    @Override
    public byte[] sample(String text, boolean stream) {
        return "{\"model\": \"tier-2\", \"stream\": %s, \"input\": \"%s\"}"
                .formatted(stream, text)
                .getBytes(UTF_8);
    }

    private record Writers(AnswerForm form, AnswerMemory memory) implements AnswerWriters {

        @Override
        public StreamedAnswerWriter streamed(AnswerHead head) {
            return new ResponseEvents(head, form, memory);
        }

        @Override
        public WholeAnswerWriter whole(AnswerHead head) {
            return new WholeResponse(head, form, memory);
        }
    }
}
