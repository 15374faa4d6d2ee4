package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The kinds of objects. Each has a template with all of Stripe's fields. */
enum Shape {
    SESSION,
    PAYMENT_INTENT,
    CHARGE,
    REFUND,
    DISPUTE,
    BALANCE_TRANSACTION,
    EVENT,
    CUSTOMER,
    PAYMENT_METHOD;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private ObjectNode read() {
        try (var json = Shape.class.getResourceAsStream(word() + ".json")) {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of the field {@code object}. */
    String type() {
        return this == SESSION ? "checkout.session" : word();
    }

    ObjectNode copy(String id, long createdEpochSecond) {
        return read().put("id", id).put("created", createdEpochSecond);
    }
}
