package ai.tierup.openai.chat;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorBody;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.SseFrame;
import ai.tierup.api.WellFormedText;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.openai.OpenAiEnums;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of one streamed answer as server-sent events. The first delta carries the role. Chunks have no null {@code error}
 * key, because one official client takes that for an error. Not safe for concurrent use.
 */
final class ChatChunkWriter implements StreamedAnswerWriter {

    private final AnswerHead head;
    private final boolean includeUsage;
    private final List<String> unsentReasoning = new ArrayList<>();
    private int sentReasoning;
    private boolean roleSent;
    private boolean hasCalls;

    ChatChunkWriter(AnswerHead head, boolean includeUsage) {
        this.head = head;
        this.includeUsage = includeUsage;
    }

    /** Returns no bytes, because the role travels with the first delta. */
    @Override
    public byte[] begin() {
        return new byte[0];
    }

    @Override
    public byte[] delta(AnswerDelta delta) {
        return switch (delta) {
            case AnswerDelta.Text(var text) -> chunk(json -> json.writeStringField("content", WellFormedText.of(text)));
            case AnswerDelta.ToolCall call -> {
                hasCalls = true;
                var bytes = new ByteArrayOutputStream();
                bytes.writeBytes(reasoning());
                bytes.writeBytes(chunk(json -> writeCall(json, call)));
                yield bytes.toByteArray();
            }
            case AnswerDelta.SealedReasoning(var state) -> {
                unsentReasoning.add(state);
                yield reasoning();
            }
        };
    }

    /** The chunk with the state of reasoning. Only an answer with tool calls has one: nothing else needs the state. */
    private byte[] reasoning() {
        if (!hasCalls || unsentReasoning.isEmpty()) {
            return new byte[0];
        }
        var bytes = chunk(json -> ReasoningDetails.write(json, unsentReasoning, sentReasoning));
        sentReasoning += unsentReasoning.size();
        unsentReasoning.clear();
        return bytes;
    }

    @Override
    public byte[] finish(AnswerEnd end) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(finish(end.reason()));
        if (includeUsage) {
            bytes.writeBytes(usage(end.tokens()));
        }
        bytes.writeBytes(SseFrame.text("[DONE]"));
        return bytes.toByteArray();
    }

    /** The chunk with the finish reason, preceded by a chunk with the role if there was no delta. */
    private byte[] finish(FinishReason reason) {
        var bytes = new ByteArrayOutputStream();
        if (!roleSent) {
            bytes.writeBytes(chunk(json -> json.writeStringField("content", "")));
        }
        bytes.writeBytes(event(json -> {
            writeChoice(json, none -> {}, OpenAiEnums.of(reason));
            writeNoUsage(json);
        }));
        return bytes.toByteArray();
    }

    /** The chunk without choices that carries the usage. */
    private byte[] usage(TokenUsage usage) {
        return event(json -> {
            json.writeArrayFieldStart("choices");
            json.writeEndArray();
            AnswerFields.writeUsage(json, usage);
        });
    }

    @Override
    public byte[] keepAlive() {
        return SseFrame.comment("ping");
    }

    @Override
    public byte[] error(ApiError error) {
        return SseFrame.data(json -> ErrorBody.write(json, error));
    }

    private byte[] chunk(JsonBytes.Content delta) {
        return event(json -> {
            JsonBytes.Content withRole = fields -> {
                writeRole(fields);
                delta.write(fields);
            };
            writeChoice(json, withRole, null);
            writeNoUsage(json);
        });
    }

    private byte[] event(JsonBytes.Content fields) {
        return SseFrame.data(json -> {
            json.writeStartObject();
            AnswerFields.write(json, head, "chat.completion.chunk");
            fields.write(json);
            json.writeEndObject();
        });
    }

    private static void writeChoice(JsonGenerator json, JsonBytes.Content delta, @Nullable String finishReason)
            throws IOException {
        json.writeArrayFieldStart("choices");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        json.writeObjectFieldStart("delta");
        delta.write(json);
        json.writeEndObject();
        json.writeStringField("finish_reason", finishReason);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeNoUsage(JsonGenerator json) throws IOException {
        if (includeUsage) {
            json.writeNullField("usage");
        }
    }

    private void writeRole(JsonGenerator json) throws IOException {
        if (!roleSent) {
            json.writeStringField("role", "assistant");
            roleSent = true;
        }
    }

    private void writeCall(JsonGenerator json, AnswerDelta.ToolCall call) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", call.index());
        if (call.id() != null) {
            json.writeStringField("id", call.id());
            json.writeStringField("type", "function");
        }
        json.writeObjectFieldStart("function");
        if (call.name() != null) {
            json.writeStringField("name", WellFormedText.of(call.name()));
        }
        json.writeStringField("arguments", WellFormedText.of(call.argumentsPart()));
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }
}
