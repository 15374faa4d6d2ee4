package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamRequest;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The differences between a provider's chat API and OpenAI's. The default methods describe OpenAI's own API. Safe for concurrent use.
 */
public interface ChatDialect {

    /** Returns the conversation in the form that the provider accepts. */
    default Conversation conversation(Conversation conversation) {
        return conversation;
    }

    /** Writes the request fields that only this provider has into the object that is open in {@code json}. */
    default void writeFields(JsonGenerator json, UpstreamRequest request) throws IOException {}

    /** The reasoning of a delta or message that has none in the common fields; empty when it has none at all. */
    default String reasoning(JsonNode content) {
        return "";
    }

    /** The amount that we pay for the call; null when {@code usage} does not contain it. */
    default @Nullable Money cost(JsonNode usage) {
        return null;
    }

    /** The error's type, if it is in a field other than {@code code} and {@code type}; empty if not. */
    default String errorType(JsonNode error) {
        return "";
    }

    /** The error's human-readable text, if it is in a field other than {@code message}; empty if not. */
    default String errorDetail(JsonNode error) {
        return "";
    }

    /** True if the error says that nobody serves the model with all parameters of the request. */
    default boolean isUnsupported(JsonNode error) {
        return false;
    }

    /** True if the error contains a moderator's findings. */
    default boolean isModeration(JsonNode error) {
        return false;
    }
}
