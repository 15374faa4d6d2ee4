package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import ai.tierup.domain.upstream.CacheMarks;
import ai.tierup.openai.OpenAiEnums;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes a conversation as the fields of an OpenAI chat request. Earlier reasoning is written as the dialect demands. */
public final class ConversationWriter {

    private final JsonGenerator json;
    private final ChatDialect dialect;
    private final String model;
    private final UnaryOperator<String> upstreamId;
    private final ContentWriter content;

    /**
     * Creates a writer into the object that is open in {@code json}.
     *
     * @param model the name that is sent to the provider
     * @param upstreamId maps our id of a tool call to the upstream one
     */
    public ConversationWriter(JsonGenerator json, ChatDialect dialect, String model, UnaryOperator<String> upstreamId) {
        this.json = json;
        this.dialect = dialect;
        this.model = model;
        this.upstreamId = upstreamId;
        this.content = new ContentWriter(json, dialect);
    }

    /** @param marks the places up to which the prompt should be cached, if the dialect has such marks */
    public void write(Conversation conversation, CacheMarks marks) throws IOException {
        json.writeArrayFieldStart("messages");
        writeMessages(conversation.messages(), dialect.takesCacheMarks() ? marks : CacheMarks.NONE);
        json.writeEndArray();
        writeTools(conversation);
        writeFormat(conversation.responseFormat());
        writeSampling(conversation.sampling());
    }

    /** Writes reasoning effort, which not every candidate accepts. */
    public void writeReasoningEffort(Sampling sampling) throws IOException {
        if (sampling.reasoningEffort() != null) {
            json.writeStringField("reasoning_effort", sampling.reasoningEffort().publicName());
        }
    }

    /**
     * Writes the messages, with images in tool results moved to a user message after the turn's last tool message. Tool messages may
     * contain only text, and those of one turn must be adjacent.
     */
    private void writeMessages(List<Message> messages, CacheMarks marks) throws IOException {
        var points = new CachePoints(messages, marks);
        var withImages = new ArrayList<Part.ToolResult>();
        for (var message : messages) {
            var isMarked = points.isAtNext(message);
            if (message.role() != Message.Role.TOOL) {
                writeImages(withImages);
                withImages.clear();
            }
            if (message.parts().size() == 1 && message.parts().getFirst() instanceof Part.ToolResult result) {
                writeResult(message, result, isMarked);
                if (!result.images().isEmpty()) {
                    withImages.add(result);
                }
            } else if (!isReasoningOnly(message)) {
                writeMessage(message, isMarked);
            }
        }
        writeImages(withImages);
    }

    private static boolean isReasoningOnly(Message message) {
        return !message.parts().isEmpty() && message.parts().stream().allMatch(Part.Reasoning.class::isInstance);
    }

    private void beginMessage(Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.name() != null) {
            json.writeStringField("name", message.name());
        }
    }

    private void writeResult(Message message, Part.ToolResult result, boolean isMarked) throws IOException {
        beginMessage(message);
        json.writeStringField("tool_call_id", upstreamId.apply(result.toolCallId()));
        var hasOnlyImages = result.text().isEmpty() && !result.images().isEmpty();
        if (isMarked && !result.text().isBlank()) {
            content.writeParts(List.of(new Part.Text(result.text())), 0);
        } else {
            json.writeStringField("content", hasOnlyImages ? "The result is in the next user message." : result.text());
        }
        json.writeEndObject();
    }

    private void writeImages(List<Part.ToolResult> results) throws IOException {
        if (results.isEmpty()) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("role", "user");
        json.writeArrayFieldStart("content");
        for (var result : results) {
            content.writePart(
                    new Part.Text("Images in the result of " + upstreamId.apply(result.toolCallId()) + ":"), false);
            for (var image : result.images()) {
                content.writePart(image, false);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeMessage(Message message, boolean isMarked) throws IOException {
        beginMessage(message);
        content.write(message, isMarked);
        writeCalls(message);
        if (message.role() == Message.Role.ASSISTANT) {
            writeReasoning(message);
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
                json.writeStringField("arguments", CallArguments.of(arguments));
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        if (begun) {
            json.writeEndArray();
        }
    }

    private void writeReasoning(Message message) throws IOException {
        var pieces = new ArrayList<String>();
        var callIds = new ArrayList<String>();
        for (var part : message.parts()) {
            if (part instanceof Part.Reasoning(var state)) {
                pieces.add(state);
            } else if (part instanceof Part.ToolCall call) {
                callIds.add(upstreamId.apply(call.id()));
            }
        }
        dialect.writeReasoning(json, model, pieces, callIds);
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
        if (sampling.verbosity() != null) {
            json.writeStringField("verbosity", OpenAiEnums.of(sampling.verbosity()));
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
