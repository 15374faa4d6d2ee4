package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What each family of models demands of the reasoning in the turns that it continues. */
final class ReasoningRules {

    private static final String DETAILS = "reasoning_details";

    /** What Google accepts on a tool call that another model has made. */
    private static final String UNSIGNED_CALL = "skip_thought_signature_validator";

    private final ChatInput input;
    private final ReasoningBlocks blocks;

    ReasoningRules(ChatInput input) {
        this.input = input;
        this.blocks = new ReasoningBlocks(input.model());
    }

    /** The provider's error text; empty if it accepts the conversation. */
    Optional<String> objection() {
        var messages = input.body().path("messages");
        for (var index = 0; index < messages.size(); index++) {
            var message = messages.path(index);
            if (message.path("role").asText().equals("assistant")) {
                var objection = objection(message, index);
                if (objection.isPresent()) {
                    return objection;
                }
            }
        }
        return objectionToReasoning(messages);
    }

    private Optional<String> objection(JsonNode message, int index) {
        return switch (input.model().family()) {
            case ANTHROPIC ->
                hasUnsigned(message, ReasoningBlocks.TEXT, ReasoningBlocks.ENCRYPTED)
                        ? Optional.of(anthropic(
                                "messages.%d.content.0: Invalid `signature` in `thinking` block".formatted(index)))
                        : Optional.empty();
            case OPENAI, XAI ->
                hasUnsigned(message, ReasoningBlocks.ENCRYPTED)
                        ? Optional.of(error("The encrypted content for item rs_ could not be verified."))
                        : Optional.empty();
            case GOOGLE -> objectionToUnsignedCall(message, index);
            case DEEPSEEK ->
                mustHaveReasoning(message) && text(message).isEmpty()
                        ? Optional.of(
                                error("The `reasoning_content` in the thinking mode must be passed back to the API."))
                        : Optional.empty();
            case KIMI ->
                mustHaveReasoning(message)
                                && text(message).filter(text -> !text.isEmpty()).isEmpty()
                        ? Optional.of(error(
                                "thinking is enabled but reasoning_content is missing in assistant tool call message"
                                        + " at index "
                                        + index))
                        : Optional.empty();
            case MISTRAL, QWEN, OTHER -> Optional.empty();
        };
    }

    private boolean hasUnsigned(JsonNode message, String... types) {
        for (var block : message.path(DETAILS)) {
            if (List.of(types).contains(block.path("type").asText()) && !blocks.isSigned(block)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> objectionToUnsignedCall(JsonNode message, int index) {
        var call = message.path("tool_calls").path(0);
        if (call.isMissingNode() || !input.model().signsToolCalls()) {
            return Optional.empty();
        }
        var function = call.path("function").path("name").asText();
        for (var block : message.path(DETAILS)) {
            if (block.path("type").asText().equals(ReasoningBlocks.ENCRYPTED)) {
                var isOfCall = block.path("id").equals(call.path("id"));
                var data = block.path("data").asText();
                return isOfCall && (data.equals(UNSIGNED_CALL) || blocks.isSignatureOfCall(data, function))
                        ? Optional.empty()
                        : Optional.of(error("Unable to submit request because Thought signature is not valid."));
            }
        }
        return Optional.of(error(
                "Function call is missing a thought_signature in functionCall parts. Additional data, function call `default_api:%s` , position %d."
                        .formatted(function, index)));
    }

    private boolean mustHaveReasoning(JsonNode message) {
        return input.model().isReasoning() && !message.path("tool_calls").isEmpty();
    }

    /** The text of a message's reasoning, under whichever name; empty if there is none, which is not the same as an empty text. */
    private static Optional<String> text(JsonNode message) {
        for (var name : List.of("reasoning_content", "reasoning")) {
            if (message.path(name).isTextual()) {
                return Optional.of(message.path(name).textValue());
            }
        }
        var text = new StringBuilder();
        message.path(DETAILS).forEach(block -> text.append(block.path("text").asText()));
        return message.path(DETAILS).isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** Anthropic's models do not reason in the middle of a turn that has begun without reasoning. */
    private Optional<String> objectionToReasoning(JsonNode messages) {
        var last = messages.path(messages.size() - 1);
        if (input.model().family() != ModelFamily.ANTHROPIC
                || !input.body().has("reasoning_effort")
                || !last.path("role").asText().equals("tool")) {
            return Optional.empty();
        }
        var index = messages.size() - 1;
        while (index > 0 && messages.path(index).path("role").asText().equals("tool")) {
            index--;
        }
        return messages.path(index).path(DETAILS).isEmpty()
                ? Optional.of(anthropic(
                        "messages.%d.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`."
                                .formatted(index)))
                : Optional.empty();
    }

    private static String anthropic(String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"%s\"}}"
                .formatted(message);
    }

    private static String error(String message) {
        return "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\"}}".formatted(message);
    }
}
