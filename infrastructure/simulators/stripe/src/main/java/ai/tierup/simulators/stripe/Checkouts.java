package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The life cycle of checkout sessions. */
final class Checkouts {

    static final String TYPE = Shape.SESSION.type();

    /** The parameters that are supported when a session is opened. */
    static final Set<String> PARAMETERS = Set.of(
            "mode",
            "client_reference_id",
            "customer_email",
            "success_url",
            "cancel_url",
            "expires_at",
            "adaptive_pricing[enabled]",
            "expand[]",
            "metadata[*]",
            "payment_intent_data[metadata][*]",
            "payment_intent_data[setup_future_usage]",
            "customer_creation",
            "line_items[][quantity]",
            "line_items[][price_data][currency]",
            "line_items[][price_data][unit_amount]",
            "line_items[][price_data][product_data][name]");

    /** Id prefix of an object that keeps the data of a session that Stripe's API does not show. */
    private static final String ORDER = "simulator.order_of_";

    private static final String SAVES_CARD = "saves_card";
    private static final String FUTURE_USAGE = "payment_intent_data[setup_future_usage]";
    private static final String ITEM = "line_items[0]";
    private static final String PRICE = ITEM + "[price_data]";
    private static final long MAX_SECONDS = 24 * 60 * 60;
    private static final long MIN_SECONDS = 30 * 60;
    private static final long MIN_CENTS = 50;
    private static final long MAX_CENTS = 99_999_999;

    private final StripeState state;
    private final Payments payments;
    private final SavedCards savedCards;
    private final Supplier<URI> pages;

    /** @param pages base address of the checkout pages */
    Checkouts(StripeState state, SavedCards savedCards, Supplier<URI> pages) {
        this.state = state;
        this.payments = new Payments(state);
        this.savedCards = savedCards;
        this.pages = pages;
    }

    StripeAnswer open(Parameters form) {
        for (var required : new String[] {
            "mode", "success_url", PRICE + "[currency]", PRICE + "[product_data][name]", ITEM + "[quantity]"
        }) {
            if (form.text(required).isEmpty()) {
                return StripeAnswer.invalid("parameter_missing", required, "Missing required param: " + required + ".");
            }
        }
        var unit = form.wholeNumber(PRICE + "[unit_amount]").orElse(-1);
        var quantity = form.wholeNumber(ITEM + "[quantity]").orElse(-1);
        if (unit < 0 || unit > MAX_CENTS || quantity < 1 || quantity > MAX_CENTS) {
            return StripeAnswer.invalid("parameter_invalid_integer", PRICE + "[unit_amount]", "Invalid integer");
        }
        if (!form.text("mode").equals(Optional.of("payment"))) {
            return StripeAnswer.invalid("parameter_unknown", "mode", "Only the mode payment is simulated");
        }
        var expires = form.wholeNumber("expires_at").orElse(state.now() + MAX_SECONDS);
        if (expires < state.now() + MIN_SECONDS || expires > state.now() + MAX_SECONDS) {
            return StripeAnswer.invalid(
                    "parameter_invalid_integer",
                    "expires_at",
                    "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.");
        }
        if (unit * quantity < MIN_CENTS) {
            return StripeAnswer.invalid(
                    "amount_too_small", "", "The Checkout Session's total amount must convert to at least 50 cents.");
        }
        for (var url : new String[] {"success_url", "cancel_url"}) {
            if (!form.text(url).map(Checkouts::isOnTheWeb).orElse(true)) {
                return StripeAnswer.invalid("url_invalid", url, "Not a valid URL");
            }
        }
        return StripeAnswer.done(opened(form, unit * quantity, expires));
    }

    private static boolean isOnTheWeb(String url) {
        return url.matches("https?://[^/\\s]+.*");
    }

    private ObjectNode opened(Parameters form, long amount, long expires) {
        var session = state.create(Shape.SESSION, "cs_test_a1", 56)
                .put("amount_subtotal", amount)
                .put("amount_total", amount)
                .put("currency", form.text(PRICE + "[currency]").orElseThrow())
                .put("success_url", form.text("success_url").orElseThrow())
                .put("expires_at", expires);
        for (var optional : new String[] {"client_reference_id", "cancel_url", "customer_email"}) {
            session.put(optional, form.text(optional).orElse(null));
        }
        form.copy("metadata", session.withObject("metadata"));
        var id = session.path("id").asText();
        var order = session.objectNode().put("id", ORDER + id).put("object", "simulator.order");
        order.put("name", form.text(PRICE + "[product_data][name]").orElseThrow());
        form.copy("payment_intent_data[metadata]", order.withObject("metadata"));
        var isSaving = form.text("customer_creation").equals(Optional.of("always"))
                && form.text(FUTURE_USAGE).equals(Optional.of("off_session"));
        order.put(SAVES_CARD, isSaving);
        state.objects().put(order);
        return state.objects().put(session.put("url", pages.get() + id));
    }

    /** Updates the address of open sessions, because the port may differ in each run. */
    void renewUrls() {
        state.objects()
                .newestFirst(TYPE)
                .filter(Checkouts::isOpen)
                .forEach(session ->
                        session.put("url", pages.get() + session.path("id").asText()));
    }

    /** The name of the product. */
    String name(ObjectNode session) {
        return order(session).path("name").asText();
    }

    private ObjectNode order(ObjectNode session) {
        return state.objects().get(ORDER + session.path("id").asText());
    }

    /** Returns whether the card is saved when it pays. */
    boolean savesCard(ObjectNode session) {
        return order(session).path(SAVES_CARD).asBoolean();
    }

    static boolean isOpen(ObjectNode session) {
        return session.path("status").asText().equals("open");
    }

    private static boolean isPending(ObjectNode session) {
        return session.path("status").asText().equals("complete")
                && session.path("payment_status").asText().equals("unpaid");
    }

    StripeAnswer pay(ObjectNode session) {
        if (!isOpen(session)) {
            return StripeAnswer.invalid("This checkout is not open.");
        }
        var payment = attempt(session);
        if (savesCard(session)) {
            savedCards.save(session, payment);
        }
        payments.succeed(payment, Payments.CARD);
        complete(session, "paid");
        return StripeAnswer.done(session);
    }

    StripeAnswer payLater(ObjectNode session) {
        if (!isOpen(session)) {
            return StripeAnswer.invalid("This checkout is not open.");
        }
        payments.await(attempt(session));
        complete(session, "unpaid");
        return StripeAnswer.done(session);
    }

    /** Declines the card. The session stays open, so that the customer can try another card. */
    StripeAnswer decline(ObjectNode session) {
        if (!isOpen(session)) {
            return StripeAnswer.invalid("This checkout is not open.");
        }
        payments.fail(attempt(session), Payments.CARD);
        state.objects().put(session);
        return StripeAnswer.done(session);
    }

    StripeAnswer settle(ObjectNode session, boolean paid) {
        var payment = session.path("payment_intent").asText();
        if (!isPending(session) || !payments.isPending(payment)) {
            return StripeAnswer.invalid("This checkout has no pending payment.");
        }
        if (paid) {
            payments.succeed(state.objects().get(payment), Payments.BANK);
            state.objects().put(session.put("payment_status", "paid"));
            state.announce("checkout.session.async_payment_succeeded", session);
        } else {
            payments.fail(state.objects().get(payment), Payments.BANK);
            state.announce("checkout.session.async_payment_failed", session);
        }
        return StripeAnswer.done(session);
    }

    StripeAnswer expire(ObjectNode session) {
        if (!isOpen(session)) {
            return StripeAnswer.invalid(
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
                            + session.path("status").asText() + ".");
        }
        session.put("status", "expired").putNull("url");
        state.objects().put(session);
        state.announce("checkout.session.expired", session);
        return StripeAnswer.done(session);
    }

    void expireOverdue() {
        state.objects()
                .newestFirst(TYPE)
                .filter(Checkouts::isOpen)
                .filter(session -> session.path("expires_at").asLong() <= state.now())
                .toList()
                .forEach(this::expire);
    }

    private void complete(ObjectNode session, String paymentStatus) {
        session.put("status", "complete").put("payment_status", paymentStatus).putNull("url");
        var email = session.path("customer_email").asText(Payments.EMAIL);
        session.putObject("customer_details").put("email", email).put("name", "Simulated Customer");
        state.objects().put(session);
        state.announce("checkout.session.completed", session);
    }

    /** The payment of the session. The first attempt to pay creates it. */
    private ObjectNode attempt(ObjectNode session) {
        if (!session.path("payment_intent").isNull()) {
            return state.objects().get(session.path("payment_intent").asText());
        }
        var payment = payments.create(
                session.path("amount_total").asLong(),
                session.path("currency").asText(),
                order(session).path("metadata").deepCopy());
        session.put("payment_intent", payment.path("id").asText());
        return payment;
    }
}
