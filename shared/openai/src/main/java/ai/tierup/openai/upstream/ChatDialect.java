package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamRequest;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The differences between a provider's chat API and OpenAI's: fields that it takes or answers with and OpenAI does not. The defaults
 * describe OpenAI's own API. Safe for concurrent use.
 */
public interface ChatDialect {

    /** The conversation in the form that the provider takes. */
    default Conversation conversation(Conversation conversation) {
        return conversation;
    }

    /** Writes the provider's own request fields into the object that is open in {@code json}. */
    default void writeFields(JsonGenerator json, UpstreamRequest request) throws IOException {}

    /** Reasoning text of a delta or message that has none under the common names; empty when it has none at all. */
    default String reasoning(JsonNode content) {
        return "";
    }

    /** What the call costs us; null when {@code usage} does not say. */
    default @Nullable Money cost(JsonNode usage) {
        return null;
    }

    /** The error's kind, where it is told elsewhere than in {@code code} and {@code type}; empty when it is not. */
    default String errorKind(JsonNode error) {
        return "";
    }

    /** Words about the error for people, where they stand elsewhere than in {@code message}; empty when there are none. */
    default String errorProse(JsonNode error) {
        return "";
    }

    /** Whether a refusal comes with a moderator's reasons. */
    default boolean isModeration(JsonNode error) {
        return false;
    }
}
