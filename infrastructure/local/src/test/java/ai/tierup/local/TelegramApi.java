package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.Field;
import ai.tierup.api.FieldNames;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.SseFrame;
import ai.tierup.api.StrictJson;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An API that is very different from OpenAI's: {@code {"to":"tier-2","say":"Hello","longest":50,"live":true}}. */
final class TelegramApi implements InferenceApi {

    static final String PATH = "/v1/telegrams";

    private static final FieldNames FIELDS = new FieldNames("to", "say", "tools", "form", "effort");

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public ParsedRequest read(byte[] body) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new ParsedRequest.Invalid(error);
            case StrictJson.Parsed(var json) -> read(new Field(json, ""));
        };
    }

    private static ParsedRequest read(Field telegram) {
        try {
            var tier = TierId.named(telegram.at("to").text())
                    .orElseThrow(() -> new BadRequest(ApiErrors.invalidValue("to", "Send it to a tier.")));
            var parts = List.<Part>of(new Part.Text(telegram.at("say").text()));
            var conversation = new Conversation(
                    List.of(new Message(Message.Role.USER, parts, null)),
                    List.of(),
                    null,
                    null,
                    new ResponseFormat.Text(),
                    Sampling.DEFAULT);
            var longest = (int) telegram.at("longest").wholeNumber(1, Integer.MAX_VALUE);
            var live = telegram.at("live").bool();
            return new ParsedRequest.Valid(
                    new ChatRequest(tier, conversation, longest, live, null, null), FIELDS, new Writers());
        } catch (BadRequest e) {
            return new ParsedRequest.Invalid(e.error());
        }
    }

    @Override
    public ErrorAnswer error(ApiError error, RequestId id) {
        return ErrorAnswer.of(error, JsonBytes.of(json -> writeProblem(json, error, id)));
    }

    @Override
    public byte[] sample(String text, boolean stream) {
        return "{\"to\":\"tier-2\",\"say\":\"%s\",\"longest\":50,\"live\":%s}"
                .formatted(text, stream)
                .getBytes(UTF_8);
    }

    @Override
    public List<String> keyHeaders() {
        return List.of("x-telegram-key");
    }

    @Override
    public Map<String, String> headers(RequestId id) {
        return Map.of("telegram", id.publicName());
    }

    private static void writeProblem(JsonGenerator json, ApiError error, RequestId id) throws IOException {
        json.writeStartObject();
        json.writeStringField("problem", error.code().publicName());
        json.writeStringField("where", error.param());
        json.writeStringField("telegram", id.publicName());
        json.writeEndObject();
    }

    private static void writeSpent(JsonGenerator json, FinishReason reason, TokenUsage usage) throws IOException {
        json.writeStringField("stopped", reason.name());
        json.writeNumberField("in", usage.promptTokens());
        json.writeNumberField("out", usage.completionTokens());
    }

    private static String words(AnswerDelta delta) {
        return switch (delta) {
            case AnswerDelta.Text(var text) -> text;
            case AnswerDelta.ToolCall call -> "";
            case AnswerDelta.SealedReasoning reasoning -> "";
        };
    }

    private record Writers() implements AnswerWriters {

        @Override
        public StreamedAnswerWriter streamed(AnswerHead head) {
            return new Live(head);
        }

        @Override
        public WholeAnswerWriter whole(AnswerHead head) {
            return new Letter(head, new StringBuilder());
        }
    }

    private record Live(AnswerHead head) implements StreamedAnswerWriter {

        @Override
        public byte[] begin() {
            return event(
                    "opening", json -> json.writeStringField("from", head.tier().publicName()));
        }

        @Override
        public byte[] delta(AnswerDelta delta) {
            return event("words", json -> json.writeStringField("words", words(delta)));
        }

        @Override
        public byte[] keepAlive() {
            return event("waiting", json -> {});
        }

        @Override
        public byte[] finish(AnswerEnd end) {
            return event("closing", json -> writeSpent(json, end.reason(), end.tokens()));
        }

        @Override
        public byte[] error(ApiError error) {
            return SseFrame.event("problem", json -> writeProblem(json, error, head.id()));
        }

        private static byte[] event(String name, JsonBytes.Content fields) {
            return SseFrame.event(name, json -> {
                json.writeStartObject();
                fields.write(json);
                json.writeEndObject();
            });
        }
    }

    private record Letter(AnswerHead head, StringBuilder text) implements WholeAnswerWriter {

        @Override
        public void add(AnswerDelta delta) {
            text.append(words(delta));
        }

        @Override
        public byte[] finish(AnswerEnd end) {
            return JsonBytes.of(json -> {
                json.writeStartObject();
                json.writeStringField("from", head.tier().publicName());
                json.writeStringField("words", text.toString());
                writeSpent(json, end.reason(), end.tokens());
                json.writeEndObject();
            });
        }
    }
}
