package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamRequest;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
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

    /** Returns whether the provider caches a prompt up to the text parts that are marked for it. */
    default boolean takesCacheMarks() {
        return false;
    }

    /** Marks the text part that is open in {@code json}, for a provider that takes such marks. */
    default void writeCacheMark(JsonGenerator json) throws IOException {}

    /** The reasoning of a delta or message that has none in the common fields; empty when it has none at all. */
    default String reasoning(JsonNode content) {
        return "";
    }

    /** Returns a collector of the state of reasoning for one answer. Without one, the state is lost. */
    default ReasoningCollector newReasoningCollector() {
        return ReasoningCollector.NONE;
    }

    /**
     * Writes the fields of an assistant's message that contain the state of its reasoning, or what the model demands in its place. The
     * message is the object that is open in {@code json}.
     *
     * @param pieces what the collector gave for this turn; empty if that is lost
     * @param callIds the model's ids of the turn's tool calls
     */
    default void writeReasoning(JsonGenerator json, String model, List<String> pieces, List<String> callIds)
            throws IOException {}

    /**
     * Returns whether the model may be asked to reason about this conversation.
     *
     * @param conversation with the state of the reasoning of its turns, as far as it is known
     */
    default boolean mayReason(Conversation conversation, String model) {
        return true;
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

    /** True if the error says that our account has reached a limit of its own, whichever model is asked. */
    default boolean isAccountLimit(JsonNode error) {
        return false;
    }

    /** True if the error contains a moderator's findings. */
    default boolean isModeration(JsonNode error) {
        return false;
    }
}
