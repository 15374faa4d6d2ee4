package ai.tierup.openai.responses;

import ai.tierup.api.WellFormedText;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One item of an answer: a message, a tool call, or the sealed state of the reasoning. It grows while the model writes it. Not safe for concurrent use. */
final class OutputItem {

    private final Type type;
    private final String id;
    private final @Nullable String callId;
    private final @Nullable ClientTool tool;
    private final StringBuilder content = new StringBuilder();

    /** What an item is. */
    enum Type {
        MESSAGE,
        CALL,
        REASONING
    }

    private OutputItem(Type type, String id, @Nullable String callId, @Nullable ClientTool tool) {
        this.type = type;
        this.id = id;
        this.callId = callId;
        this.tool = tool;
    }

    static OutputItem message(String id) {
        return new OutputItem(Type.MESSAGE, id, null, null);
    }

    static OutputItem reasoning(String id) {
        return new OutputItem(Type.REASONING, id, null, null);
    }

    static OutputItem call(String id, String callId, ClientTool tool) {
        return new OutputItem(Type.CALL, id, callId, tool);
    }

    String id() {
        return id;
    }

    Type type() {
        return type;
    }

    /** The tool that it calls; only of a call. */
    ClientTool tool() {
        return Objects.requireNonNull(tool);
    }

    void append(String piece) {
        content.append(piece);
    }

    /** The length of what the model has written so far. */
    int length() {
        return content.length();
    }

    /** What the model has written from {@code start}: text, or the arguments of a call. */
    String contentFrom(int start) {
        return WellFormedText.of(content.substring(start));
    }

    /** The input of a tool that takes free text. */
    String freeText() {
        return Arguments.freeText(contentFrom(0));
    }

    /** Returns whether the model cannot add anything to it. A message ends where a call begins; arguments end with their last brace. */
    boolean isComplete() {
        return type != Type.CALL || Arguments.isObject(content.toString());
    }

    /** Writes the item as it is before the model has written any of it. */
    void writeEmpty(JsonGenerator json) throws IOException {
        write(json, "in_progress", true);
    }

    void write(JsonGenerator json, String status) throws IOException {
        write(json, status, false);
    }

    private void write(JsonGenerator json, String status, boolean empty) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        switch (type) {
            case MESSAGE -> writeMessage(json, status, empty);
            case CALL -> writeCall(json, tool(), status, empty);
            case REASONING -> writeReasoning(json, status, empty);
        }
        json.writeEndObject();
    }

    private void writeMessage(JsonGenerator json, String status, boolean empty) throws IOException {
        json.writeStringField("type", "message");
        json.writeStringField("status", status);
        json.writeStringField("role", "assistant");
        json.writeArrayFieldStart("content");
        if (!empty) {
            writeText(json, contentFrom(0));
        }
        json.writeEndArray();
    }

    /** Writes the state without a summary. Some clients drop an item that has no list of summaries, and its state with it. */
    private void writeReasoning(JsonGenerator json, String status, boolean empty) throws IOException {
        json.writeStringField("type", "reasoning");
        json.writeArrayFieldStart("summary");
        json.writeEndArray();
        json.writeStringField("encrypted_content", empty ? null : contentFrom(0));
        json.writeStringField("status", status);
    }

    private void writeCall(JsonGenerator json, ClientTool called, String status, boolean empty) throws IOException {
        switch (called.kind()) {
            case FUNCTION -> {
                json.writeStringField("type", "function_call");
                writeName(json, called);
                json.writeStringField("arguments", empty ? "" : contentFrom(0));
            }
            case CUSTOM -> {
                json.writeStringField("type", "custom_tool_call");
                writeName(json, called);
                json.writeStringField("input", empty ? "" : freeText());
            }
            case SEARCH -> {
                json.writeStringField("type", "tool_search_call");
                json.writeStringField("execution", "client");
                json.writeFieldName("arguments");
                json.writeRawValue(!empty && isComplete() ? contentFrom(0) : "{}");
            }
        }
        json.writeStringField("call_id", Objects.requireNonNull(callId));
        json.writeStringField("status", status);
    }

    private static void writeName(JsonGenerator json, ClientTool called) throws IOException {
        json.writeStringField("name", WellFormedText.of(called.name()));
        if (called.namespace() != null) {
            json.writeStringField("namespace", called.namespace());
        }
    }

    static void writeText(JsonGenerator json, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "output_text");
        json.writeStringField("text", text);
        json.writeArrayFieldStart("annotations");
        json.writeEndArray();
        json.writeArrayFieldStart("logprobs");
        json.writeEndArray();
        json.writeEndObject();
    }
}
