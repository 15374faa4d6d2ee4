package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The objects, and the sources of new ones.
 *
 * @param subscriber receives every event to which the webhook subscribes
 */
record StripeState(
        StripeObjects objects, RandomGenerator random, InstantSource clock, Consumer<ObjectNode> subscriber) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** The event types to which the webhook of the service subscribes. */
    private static final String SUBSCRIBED_TYPES =
            "checkout[.]session[.].+|charge[.](refunded|refund[.]updated|dispute[.].+)|refund[.].+";

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** Returns an unused id. A second run with the same seed and file skips the ids of the first. */
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

    /** Creates an object, which is not stored until it is {@code put}. */
    ObjectNode create(Shape shape, String prefix, int length) {
        return shape.copy(newId(prefix, length), now());
    }

    /** Creates an event with the current state of {@code object}, and passes it to the subscriber if the webhook subscribes to the type. */
    void announce(String type, ObjectNode object) {
        var isSubscribed = type.matches(SUBSCRIBED_TYPES) || isOfSavedCard(type, object);
        var event = create(Shape.EVENT, "evt_1", 23).put("type", type).put("pending_webhooks", isSubscribed ? 1 : 0);
        event.withObject("data").set("object", object.deepCopy());
        objects.put(event);
        if (isSubscribed) {
            subscriber.accept(event);
        }
    }

    /** Stripe sends these events for the payments of checkouts too, which the service ignores and tests would have to count. */
    private static boolean isOfSavedCard(String type, ObjectNode object) {
        return type.matches("payment_intent[.](succeeded|payment_failed|canceled)")
                && !object.path("customer").isNull()
                && object.path("setup_future_usage").isNull();
    }

    /** Books a movement of the balance; a negative amount leaves it. */
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
