package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A valid request.
 *
 * @param body the body as received
 * @param words the control words that apply
 */
record ChatInput(SimulatedModel model, JsonNode body, ControlWords words) implements InputResult {

    private static final int DEFAULT_MAX_TOKENS = 65_536;

    boolean stream() {
        return body.path("stream").asBoolean();
    }

    int maxTokens() {
        return body.path("max_tokens").asInt(DEFAULT_MAX_TOKENS);
    }

    List<PromptBlock> blocks() {
        return PromptBlock.of(body);
    }

    int promptTokens() {
        return blocks().stream().mapToInt(PromptBlock::tokens).sum();
    }

    /** The text that the answer repeats: the last user message without its control words. */
    String prompt() {
        return ControlWordReader.withoutWords(lastUserText(body));
    }

    static String lastUserText(JsonNode body) {
        var text = "";
        for (var message : body.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                text = textOf(message.path("content"));
            }
        }
        return text;
    }

    /** Returns whether the conversation ends with the beginning of the answer. */
    boolean isPrefilled() {
        var messages = body.path("messages");
        return messages.path(messages.size() - 1).path("role").asText().equals("assistant");
    }

    /** The texts of the tool messages after the last message of another role. */
    List<String> toolResults() {
        var results = new ArrayList<String>();
        for (var message : body.path("messages")) {
            if (message.path("role").asText().equals("tool")) {
                results.add(textOf(message.path("content")));
            } else {
                results.clear();
            }
        }
        return results;
    }

    boolean wantsToolCall() {
        return !body.path("tools").isEmpty()
                && !body.path("tool_choice").asText().equals("none")
                && !words.has(ControlWord.NO_TOOL_CALL)
                && answeredCalls() < words.number(ControlWord.TOOL_CALLS, 1);
    }

    /** The number of tool messages since the last user message. */
    private int answeredCalls() {
        var answered = 0;
        for (var message : body.path("messages")) {
            switch (message.path("role").asText()) {
                case "tool" -> answered++;
                case "user" -> answered = 0;
                default -> {}
            }
        }
        return answered;
    }

    /** The function to call: the requested one, or else the first. */
    JsonNode calledFunction() {
        var chosen = body.path("tool_choice").path("function").path("name").asText();
        for (var tool : body.path("tools")) {
            if (tool.path("function").path("name").asText().equals(chosen)) {
                return tool.path("function");
            }
        }
        return body.path("tools").path(0).path("function");
    }

    int toolCallsBefore() {
        var calls = 0;
        for (var message : body.path("messages")) {
            calls += message.path("tool_calls").size();
        }
        return calls;
    }

    /** The media types of all images, in order. */
    List<String> images() {
        var images = new ArrayList<String>();
        for (var message : body.path("messages")) {
            for (var part : message.path("content")) {
                var url = part.path("image_url").path("url").asText();
                if (url.startsWith("data:")) {
                    images.add(url.substring("data:".length(), url.indexOf(';')));
                }
            }
        }
        return images;
    }

    Set<String> imageTypes() {
        return new TreeSet<>(images());
    }

    static String textOf(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        for (var part : content) {
            text.append(part.path("text").asText());
        }
        return text.toString();
    }
}
