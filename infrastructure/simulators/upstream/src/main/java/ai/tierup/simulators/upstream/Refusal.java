package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An error answer of the aggregator.
 *
 * @param type the {@code error_type}
 * @param provider the provider that refused; empty if the aggregator did
 * @param raw the provider's original error text
 */
record Refusal(
        int status,
        String type,
        String message,
        Optional<String> provider,
        Optional<String> raw,
        OptionalInt retryAfterSeconds)
        implements InputResult {

    /** The operator's account at the aggregator, which is in every error body of the real service. */
    static final String USER_ID = "user_2yTq8WmKzVd4RfJ6nLxC1bHsPo9";

    static Refusal byAggregator(int status, String type, String message) {
        return new Refusal(status, type, message, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    static Refusal byProvider(SimulatedModel model, int status, String type, String raw) {
        return new Refusal(
                status,
                type,
                "Provider returned error",
                Optional.of(model.provider()),
                Optional.of(raw),
                OptionalInt.empty());
    }

    Refusal retryAfter(OptionalInt seconds) {
        return new Refusal(status, type, message, provider, raw, seconds);
    }

    /** The value of {@code error}, which chunks contain too. */
    ObjectNode error() {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("message", message).put("code", status);
        var metadata = error.putObject("metadata").put("error_type", type);
        provider.ifPresent(name -> {
            metadata.put("provider_name", name).put("is_byok", false);
            metadata.putArray("previous_errors")
                    .addObject()
                    .put("provider", name)
                    .put("code", status)
                    .put("status", status);
        });
        raw.ifPresent(text -> metadata.put("raw", text));
        return error;
    }

    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", error());
        body.put("user_id", USER_ID);
        return body;
    }
}
