package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a prompt whose end may be the end of a cached prefix: all tools, or one message.
 *
 * @param identity the content; two blocks with the same identity are the same to a model
 * @param isMarked whether the request asks to cache the prompt up to here
 */
record PromptBlock(String identity, int tokens, boolean isMarked) {

    private static final String MARK = "cache_control";

    static List<PromptBlock> of(JsonNode body) {
        var blocks = new ArrayList<PromptBlock>();
        var tools = body.path("tools");
        blocks.add(new PromptBlock(tools.toString(), tools.size() * Tokens.PER_TOOL, false));
        for (var message : body.path("messages")) {
            if (message.deepCopy() instanceof ObjectNode object) {
                blocks.add(of(object));
            }
        }
        return blocks;
    }

    private static PromptBlock of(ObjectNode message) {
        var parts = parts(message.path("content"));
        var tokens = Tokens.PER_MESSAGE;
        var text = new StringBuilder();
        var isMarked = false;
        for (var part : parts) {
            isMarked |= part instanceof ObjectNode object && object.remove(MARK) != null;
            text.append(part.path("text").asText());
            tokens += part.path("image_url").path("url").asText().startsWith("data:") ? Tokens.PER_IMAGE : 0;
        }
        message.set("content", parts);
        return new PromptBlock(message.toString(), tokens + Tokens.count(text.toString()), isMarked);
    }

    /** The content as parts. A text is one part. */
    private static ArrayNode parts(JsonNode content) {
        if (content instanceof ArrayNode parts) {
            return parts;
        }
        var parts = JsonNodeFactory.instance.arrayNode();
        if (content.isTextual()) {
            parts.addObject().put("type", "text").put("text", content.textValue());
        }
        return parts;
    }
}
