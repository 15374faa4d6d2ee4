package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes a conversation as the fields of an OpenAI chat request. Reasoning effort and verbosity are left to its caller. */
public final class ConversationWriter {

    private final JsonGenerator json;
    private final UnaryOperator<String> upstreamId;

    /**
     * A writer into an object that is open in {@code json}.
     *
     * @param upstreamId the upstream id of a tool call, given our own
     */
    public ConversationWriter(JsonGenerator json, UnaryOperator<String> upstreamId) {
        this.json = json;
        this.upstreamId = upstreamId;
    }

    public void write(Conversation conversation) throws IOException {
        json.writeArrayFieldStart("messages");
        for (var message : conversation.messages()) {
            writeMessage(message);
        }
        json.writeEndArray();
        writeTools(conversation);
        writeFormat(conversation.responseFormat());
        writeSampling(conversation.sampling());
    }

    private void writeMessage(Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.name() != null) {
            json.writeStringField("name", message.name());
        }
        if (message.parts().size() == 1 && message.parts().getFirst() instanceof Part.ToolResult(var id, var text)) {
            json.writeStringField("tool_call_id", upstreamId.apply(id));
            json.writeStringField("content", text);
        } else {
            writeContent(message);
            writeCalls(message);
        }
        json.writeEndObject();
    }

    private void writeContent(Message message) throws IOException {
        var parts = message.parts().stream()
                .filter(part -> part instanceof Part.Text || part instanceof Part.Image)
                .toList();
        if (parts.isEmpty()) {
            json.writeNullField("content");
        } else if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(var text)) {
            json.writeStringField("content", text);
        } else {
            json.writeArrayFieldStart("content");
            for (var part : parts) {
                writePart(part);
            }
            json.writeEndArray();
        }
    }

    private void writePart(Part part) throws IOException {
        json.writeStartObject();
        switch (part) {
            case Part.Text(var text) -> {
                json.writeStringField("type", "text");
                json.writeStringField("text", text);
            }
            case Part.Image(var mediaType, var base64, var detail) -> {
                json.writeStringField("type", "image_url");
                json.writeObjectFieldStart("image_url");
                json.writeStringField("url", "data:" + mediaType + ";base64," + base64);
                json.writeStringField("detail", detail.name().toLowerCase(Locale.ROOT));
                json.writeEndObject();
            }
            case Part.ToolCall call -> throw new IllegalStateException("Not content");
            case Part.ToolResult result -> throw new IllegalStateException("Not content");
        }
        json.writeEndObject();
    }

    private void writeCalls(Message message) throws IOException {
        var begun = false;
        for (var part : message.parts()) {
            if (part instanceof Part.ToolCall(var id, var name, var arguments)) {
                if (!begun) {
                    json.writeArrayFieldStart("tool_calls");
                    begun = true;
                }
                json.writeStartObject();
                json.writeStringField("id", upstreamId.apply(id));
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", name);
                json.writeStringField("arguments", arguments);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        if (begun) {
            json.writeEndArray();
        }
    }

    private void writeTools(Conversation conversation) throws IOException {
        if (conversation.tools().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (var tool : conversation.tools()) {
            writeTool(tool);
        }
        json.writeEndArray();
        switch (conversation.toolChoice()) {
            case null -> {}
            case ToolChoice.Auto() -> json.writeStringField("tool_choice", "auto");
            case ToolChoice.None() -> json.writeStringField("tool_choice", "none");
            case ToolChoice.Required() -> json.writeStringField("tool_choice", "required");
            case ToolChoice.Named(var name) -> {
                json.writeObjectFieldStart("tool_choice");
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", name);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        if (conversation.parallelToolCalls() != null) {
            json.writeBooleanField("parallel_tool_calls", conversation.parallelToolCalls());
        }
    }

    private void writeTool(Tool tool) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", tool.name());
        writeText("description", tool.description());
        writeRaw("parameters", tool.parameters());
        if (tool.strict() != null) {
            json.writeBooleanField("strict", tool.strict());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeFormat(ResponseFormat format) throws IOException {
        switch (format) {
            case ResponseFormat.Text() -> {}
            case ResponseFormat.JsonObject() -> {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_object");
                json.writeEndObject();
            }
            case ResponseFormat.JsonSchema schema -> {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_schema");
                json.writeObjectFieldStart("json_schema");
                json.writeStringField("name", schema.name());
                writeText("description", schema.description());
                writeRaw("schema", schema.schema());
                if (schema.strict() != null) {
                    json.writeBooleanField("strict", schema.strict());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private void writeSampling(Sampling sampling) throws IOException {
        writeNumber("temperature", sampling.temperature());
        writeNumber("top_p", sampling.topP());
        writeNumber("frequency_penalty", sampling.frequencyPenalty());
        writeNumber("presence_penalty", sampling.presencePenalty());
        if (sampling.seed() != null) {
            json.writeNumberField("seed", sampling.seed());
        }
        if (!sampling.stop().isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (var stop : sampling.stop()) {
                json.writeString(stop);
            }
            json.writeEndArray();
        }
    }

    private void writeText(String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private void writeNumber(String name, @Nullable Double number) throws IOException {
        if (number != null) {
            json.writeNumberField(name, number);
        }
    }

    private void writeRaw(String name, @Nullable JsonText value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeRawValue(value.text());
        }
    }
}
