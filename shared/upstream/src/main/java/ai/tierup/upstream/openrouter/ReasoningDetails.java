package ai.tierup.upstream.openrouter;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.upstream.protocol.ModelFamily;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Writes the reasoning of an assistant's turn into its message, or what the model's family demands if that is lost. */
final class ReasoningDetails {

    /** What Google documents for tool calls that another model has made. */
    private static final String UNSIGNED_GEMINI_CALL = "skip_thought_signature_validator";

    private static final String ENCRYPTED = "reasoning.encrypted";

    private ReasoningDetails() {}

    /** @param callIds the model's ids of the turn's tool calls */
    static void write(JsonGenerator json, ModelFamily family, ArrayNode blocks, List<String> callIds)
            throws IOException {
        if (!blocks.isEmpty()) {
            if (family == ModelFamily.GEMINI && !callIds.isEmpty()) {
                nameFirstCall(blocks, callIds.getFirst());
            }
            json.writeFieldName("reasoning_details");
            json.writeRawValue(blocks.toString());
        } else if (!callIds.isEmpty()) {
            writeSubstitute(json, family, callIds.getFirst());
        }
    }

    /** A signature names its tool call. Clients may have given the call another id, and ours for it may be forgotten. */
    private static void nameFirstCall(ArrayNode blocks, String callId) {
        for (var block : blocks) {
            if (block instanceof ObjectNode signature
                    && block.path("type").asText().equals(ENCRYPTED)) {
                signature.put("id", callId);
                return;
            }
        }
    }

    /** Models of these families refuse a turn with tool calls that has no reasoning at all. */
    private static void writeSubstitute(JsonGenerator json, ModelFamily family, String firstCallId) throws IOException {
        switch (family) {
            case GEMINI -> {
                json.writeArrayFieldStart("reasoning_details");
                json.writeStartObject();
                json.writeStringField("type", ENCRYPTED);
                json.writeStringField("data", UNSIGNED_GEMINI_CALL);
                json.writeStringField("id", firstCallId);
                json.writeStringField("format", "google-gemini-v1");
                json.writeNumberField("index", 0);
                json.writeEndObject();
                json.writeEndArray();
            }
            case DEEPSEEK -> json.writeStringField("reasoning_content", "");
            // Kimi takes an empty text for a missing one.
            case KIMI -> json.writeStringField("reasoning_content", " ");
            case ANTHROPIC, MISTRAL, OTHER -> {}
        }
    }

    /**
     * Returns whether the model is to continue a turn whose tool calls lack their reasoning. Anthropic's models refuse to reason then.
     */
    static boolean lackInLastToolCalls(Conversation conversation) {
        var messages = conversation.messages();
        return !messages.isEmpty() && messages.getLast().role() == Message.Role.TOOL && lackInLastToolCalls(messages);
    }

    private static boolean lackInLastToolCalls(List<Message> messages) {
        return messages.reversed().stream()
                .filter(ReasoningDetails::hasToolCalls)
                .findFirst()
                .filter(message -> message.parts().stream().noneMatch(Part.Reasoning.class::isInstance))
                .isPresent();
    }

    private static boolean hasToolCalls(Message message) {
        return message.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
    }
}
