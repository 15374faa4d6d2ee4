package ai.tierup.openai.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Collects the state of reasoning from the deltas of one answer, or from its message. Not safe for concurrent use. */
public interface ReasoningCollector {

    /** Collects nothing. */
    ReasoningCollector NONE = new ReasoningCollector() {

        @Override
        public void add(JsonNode content) {}

        @Override
        public Optional<String> take() {
            return Optional.empty();
        }
    };

    /** @param content a delta or a message */
    void add(JsonNode content);

    /** Returns what has arrived since the last call, in the provider's own form; empty if that is nothing. */
    Optional<String> take();
}
