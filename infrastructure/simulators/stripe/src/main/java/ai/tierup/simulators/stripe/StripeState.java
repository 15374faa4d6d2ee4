package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What exists, and what makes more of it.
 *
 * @param subscriber gets every event that our webhook wants
 */
record StripeState(
        StripeObjects objects, RandomGenerator random, InstantSource clock, Consumer<ObjectNode> subscriber) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** What a webhook of this service is set up to get. */
    private static final String WANTED =
            "checkout[.]session[.].+|charge[.](refunded|refund[.]updated|dispute[.].+)|refund[.].+";

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** An id that nothing has yet. The same seed draws the same ones, also in a second run on what the first has left. */
    String newId(String prefix, int length) {
        var id = new StringBuilder(prefix);
        do {
            id.setLength(prefix.length());
            for (var i = 0; i < length; i++) {
                id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        } while (objects.find(id.toString()).isPresent());
        return id.toString();
    }

    /** A new object, which is not kept before it is {@code put}. */
    ObjectNode create(Shape shape, String prefix, int length) {
        return shape.copy(newId(prefix, length), now());
    }

    /** Says to those who want to know it that this has happened to {@code object}, which it shows as it is at this moment. */
    void announce(String type, ObjectNode object) {
        var wanted = type.matches(WANTED);
        var event = create(Shape.EVENT, "evt_1", 23).put("type", type).put("pending_webhooks", wanted ? 1 : 0);
        event.withObject("data").set("object", object.deepCopy());
        objects.put(event);
        if (wanted) {
            subscriber.accept(event);
        }
    }

    /** Money that comes into our balance, or below zero leaves it. */
    ObjectNode book(String type, String category, ObjectNode source, long amount, long fee) {
        var transaction = create(Shape.BALANCE_TRANSACTION, "txn_3", 23)
                .put("amount", amount)
                .put("available_on", now())
                .put("currency", source.path("currency").asText())
                .put("fee", fee)
                .put("net", amount - fee)
                .put("reporting_category", category)
                .put("source", source.path("id").asText())
                .put("type", type);
        return objects.put(transaction);
    }
}
