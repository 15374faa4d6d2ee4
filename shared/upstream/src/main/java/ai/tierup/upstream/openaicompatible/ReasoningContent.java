package ai.tierup.upstream.openaicompatible;

import ai.tierup.openai.upstream.ReasoningCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The text in {@code reasoning_content}, which the servers of some families of models demand back with a turn's tool calls. */
final class ReasoningContent implements ReasoningCollector {

    static final String FIELD = "reasoning_content";

    private final StringBuilder text = new StringBuilder();

    @Override
    public void add(JsonNode content) {
        var piece = content.path(FIELD);
        if (piece.isTextual()) {
            text.append(piece.textValue());
        }
    }

    @Override
    public Optional<String> take() {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var taken = text.toString();
        text.setLength(0);
        return Optional.of(taken);
    }
}
