package ai.tierup.openai.chat;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorBody;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.SseFrame;
import ai.tierup.api.WellFormed;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.openai.OpenAiWords;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of one streamed answer as server-sent events. The first delta carries the role. A chunk never has an
 * {@code error} key that is null: one official client takes that for an error. Used by one thread.
 */
final class ChatChunkWriter implements StreamedAnswerWriter {

    private final AnswerHead head;
    private final boolean includeUsage;
    private boolean roleIsSent;

    ChatChunkWriter(AnswerHead head, boolean includeUsage) {
        this.head = head;
        this.includeUsage = includeUsage;
    }

    /** Nothing: the first delta carries what a stream begins with. */
    @Override
    public byte[] begin() {
        return new byte[0];
    }

    @Override
    public byte[] delta(AnswerDelta delta) {
        return chunk(json -> {
            writeRole(json);
            switch (delta) {
                case AnswerDelta.Text(var text) -> json.writeStringField("content", WellFormed.text(text));
                case AnswerDelta.ToolCall call -> writeCall(json, call);
            }
        });
    }

    @Override
    public byte[] finish(FinishReason reason, TokenUsage usage) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(finish(reason));
        if (includeUsage) {
            bytes.writeBytes(usage(usage));
        }
        bytes.writeBytes(SseFrame.text("[DONE]"));
        return bytes.toByteArray();
    }

    /** The chunk that says why the answer ended, and before it a chunk with the role if there was no delta at all. */
    private byte[] finish(FinishReason reason) {
        var bytes = new ByteArrayOutputStream();
        if (!roleIsSent) {
            bytes.writeBytes(chunk(json -> {
                writeRole(json);
                json.writeStringField("content", "");
            }));
        }
        bytes.writeBytes(event(json -> {
            writeChoice(json, none -> {}, OpenAiWords.of(reason));
            writeNoUsage(json);
        }));
        return bytes.toByteArray();
    }

    /** The chunk without choices that tells the usage. */
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
            writeChoice(json, delta, null);
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
        if (!roleIsSent) {
            json.writeStringField("role", "assistant");
            roleIsSent = true;
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
            json.writeStringField("name", WellFormed.text(call.name()));
        }
        json.writeStringField("arguments", WellFormed.text(call.argumentsPart()));
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }
}
