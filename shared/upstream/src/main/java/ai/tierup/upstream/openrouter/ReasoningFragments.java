package ai.tierup.upstream.openrouter;

import ai.tierup.openai.upstream.ReasoningCollector;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of {@code reasoning_details}. A stream cuts a block into fragments with the same type and index, of which the last may have
 * nothing but the signature. Models accept their blocks only whole, unchanged and in order.
 */
final class ReasoningFragments implements ReasoningCollector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEXTS = List.of("text", "summary");
    private static final String SIGNATURE = "signature";

    /** These models refuse text that they have not signed, such as what an answer that broke off has left. */
    private static final List<String> SIGNED_FORMATS = List.of("anthropic-claude-v1", "google-gemini-v1");

    private ArrayNode blocks = JSON.createArrayNode();

    @Override
    public void add(JsonNode content) {
        content.path("reasoning_details").forEach(this::addFragment);
    }

    @Override
    public Optional<String> take() {
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        var taken = blocks.toString();
        blocks = JSON.createArrayNode();
        return Optional.of(taken);
    }

    /** Joins what several calls of {@link #take} have given. Blocks that lack their signature are left out. */
    static ArrayNode joined(List<String> pieces) {
        var fragments = new ReasoningFragments();
        for (var piece : pieces) {
            try {
                JSON.readTree(piece).forEach(fragments::addFragment);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("We have sealed what is not JSON", e);
            }
        }
        var signed = JSON.createArrayNode();
        fragments.blocks.forEach(block -> {
            if (!lacksSignature(block)) {
                signed.add(block);
            }
        });
        return signed;
    }

    private static boolean lacksSignature(JsonNode block) {
        return block.has("text")
                && !block.hasNonNull(SIGNATURE)
                && SIGNED_FORMATS.contains(block.path("format").asText());
    }

    private void addFragment(JsonNode fragment) {
        if (!(fragment instanceof ObjectNode added)) {
            return;
        }
        var open = openBlockOf(added);
        if (open == null) {
            blocks.add(added.deepCopy());
        } else {
            added.properties().forEach(field -> join(open, field.getKey(), field.getValue()));
        }
    }

    /** Returns the block that the fragment continues: the last one of its type and index, unless that has been signed or is encrypted. */
    private @Nullable ObjectNode openBlockOf(ObjectNode fragment) {
        if (fragment.has("data") || !fragment.path("index").isInt() || blocks.isEmpty()) {
            return null;
        }
        var last = (ObjectNode) blocks.get(blocks.size() - 1);
        return last.path("type").equals(fragment.path("type"))
                        && last.path("index").equals(fragment.path("index"))
                        && !last.has("data")
                        && !last.hasNonNull(SIGNATURE)
                ? last
                : null;
    }

    private static void join(ObjectNode block, String name, JsonNode value) {
        if (TEXTS.contains(name) && block.path(name).isTextual() && value.isTextual()) {
            block.put(name, block.path(name).textValue() + value.textValue());
        } else if (!block.hasNonNull(name)) {
            block.set(name, value);
        }
    }
}
