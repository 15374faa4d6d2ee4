package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer of Stripe.
 *
 * @param json the requested or changed object, or Stripe's {@code error}
 */
record StripeAnswer(int status, ObjectNode json) {

    private static final String INVALID = "invalid_request_error";

    /** Returns true if the request succeeded. */
    public boolean isDone() {
        return status == 200;
    }

    /** Returns whether it is kept under the idempotency key: answers to requests that had an effect, a declined payment included. */
    boolean isKept() {
        return isDone() || status == 402;
    }

    public String id() {
        return json.path("id").asText();
    }

    /** The error message; empty on success. */
    public String message() {
        return json.path("error").path("message").asText();
    }

    /** A successful answer with a copy of the object in its current state. */
    static StripeAnswer done(ObjectNode object) {
        return new StripeAnswer(200, object.deepCopy());
    }

    static StripeAnswer refused(int status, String type, String message) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("error").put("message", message).put("type", type);
        return new StripeAnswer(status, json);
    }

    static StripeAnswer invalid(String message) {
        return refused(400, INVALID, message);
    }

    static StripeAnswer invalid(String code, String parameter, String message) {
        return invalid(message).with("code", code).with("param", parameter);
    }

    static StripeAnswer missing(String type, String parameter, String id) {
        return refused(404, INVALID, "No such " + type + ": '" + id + "'")
                .with("code", "resource_missing")
                .with("param", parameter);
    }

    private StripeAnswer with(String name, String value) {
        json.withObject("error").put(name, value);
        return this;
    }
}
