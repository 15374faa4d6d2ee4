package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Every kind of object that there is, with all the fields that Stripe's have. */
enum Shape {
    SESSION,
    PAYMENT_INTENT,
    CHARGE,
    REFUND,
    DISPUTE,
    BALANCE_TRANSACTION,
    EVENT;

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

    /** What stands in {@code object}. */
    String type() {
        return this == SESSION ? "checkout.session" : word();
    }

    ObjectNode copy(String id, long createdEpochSecond) {
        return read().put("id", id).put("created", createdEpochSecond);
    }
}
