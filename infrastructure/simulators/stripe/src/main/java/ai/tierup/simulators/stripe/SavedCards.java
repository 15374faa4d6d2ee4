package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Cards that customers have saved in a checkout, and their charges without the customer. */
final class SavedCards {

    /** The parameters that are supported for a charge. */
    static final Set<String> PARAMETERS = Set.of(
            "amount",
            "currency",
            "customer",
            "payment_method",
            "off_session",
            "confirm",
            "error_on_requires_action",
            "automatic_payment_methods[enabled]",
            "automatic_payment_methods[allow_redirects]",
            "expand[]",
            "metadata[*]");

    /** The id of an object that keeps how charges end, which Stripe's API does not show. */
    private static final String ENDING = "simulator.ending_of_charges";

    private static final long MIN_CENTS = 50;
    private static final long MAX_CENTS = 99_999_999;

    private final StripeState state;
    private final Payments payments;

    SavedCards(StripeState state) {
        this.state = state;
        this.payments = new Payments(state);
    }

    /** How charges of saved cards end. */
    enum Ending {
        PAY,
        LATER,
        DECLINE,
        CONFIRM;

        static Optional<Ending> named(String word) {
            return Arrays.stream(values())
                    .filter(ending -> ending.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    /** Sets how all further charges end. */
    void end(Ending ending) {
        var kept = JsonNodeFactory.instance.objectNode().put("id", ENDING).put("object", "simulator.ending");
        state.objects().put(kept.put("ending", ending.name()));
    }

    private Ending ending() {
        return state.objects()
                .find(ENDING)
                .map(found -> Ending.valueOf(found.path("ending").asText()))
                .orElse(Ending.PAY);
    }

    /** Creates a customer and a card of theirs, with which {@code payment} is paid. */
    void save(ObjectNode session, ObjectNode payment) {
        var customer = state.create(Shape.CUSTOMER, "cus_", 14);
        var card = state.create(Shape.PAYMENT_METHOD, "pm_1", 23)
                .put("customer", customer.path("id").asText());
        state.objects().put(customer);
        state.objects().put(card);
        session.put("customer", customer.path("id").asText());
        payment.put("customer", customer.path("id").asText())
                .put("payment_method", card.path("id").asText())
                .put("setup_future_usage", "off_session");
        state.objects().put(payment);
    }

    /** Deletes a customer with its cards. */
    StripeAnswer deleteCustomer(String id) {
        var customer = state.objects().find(Shape.CUSTOMER.type(), id);
        if (customer.isEmpty()) {
            return StripeAnswer.missing("customer", "id", id);
        }
        customer.get().put("object", "simulator.deleted_customer");
        state.objects().put(customer.get());
        state.objects()
                .newestFirst(Shape.PAYMENT_METHOD.type())
                .filter(card -> card.path("customer").asText().equals(id))
                .toList()
                .forEach(card -> state.objects().put(card.putNull("customer")));
        var deleted = customer.get().objectNode();
        return StripeAnswer.done(deleted.put("id", id).put("object", "customer").put("deleted", true));
    }

    StripeAnswer charge(Parameters form) {
        var amount = form.wholeNumber("amount").orElse(-1);
        if (amount < MIN_CENTS || amount > MAX_CENTS) {
            return StripeAnswer.invalid("parameter_invalid_integer", "amount", "Invalid integer: amount");
        }
        for (var required : new String[] {"off_session", "confirm"}) {
            if (!form.text(required).equals(Optional.of("true"))) {
                return StripeAnswer.invalid("Only charges with off_session and confirm are simulated");
            }
        }
        var customer = form.text("customer").orElse("");
        if (state.objects().find(Shape.CUSTOMER.type(), customer).isEmpty()) {
            return StripeAnswer.missing("customer", "customer", customer);
        }
        var card = form.text("payment_method").orElse("");
        if (state.objects()
                .find(Shape.PAYMENT_METHOD.type(), card)
                .filter(found -> found.path("customer").asText().equals(customer))
                .isEmpty()) {
            return StripeAnswer.missing("PaymentMethod", "payment_method", card);
        }
        return ended(created(form, amount, customer, card));
    }

    private ObjectNode created(Parameters form, long amount, String customer, String card) {
        var metadata = JsonNodeFactory.instance.objectNode();
        form.copy("metadata", metadata);
        var payment = payments.create(amount, form.text("currency").orElse("usd"), metadata);
        return state.objects().put(payment.put("customer", customer).put("payment_method", card));
    }

    private StripeAnswer ended(ObjectNode payment) {
        return switch (ending()) {
            case PAY -> {
                payments.succeed(payment, Payments.CARD);
                yield StripeAnswer.done(payment);
            }
            case LATER -> {
                payments.await(payment);
                yield StripeAnswer.done(payment);
            }
            case DECLINE -> {
                payments.fail(payment, Payments.CARD);
                yield declined(payment);
            }
            case CONFIRM -> {
                payments.demandCustomer(payment);
                yield declined(payment);
            }
        };
    }

    private static StripeAnswer declined(ObjectNode payment) {
        var reason = payment.path("last_payment_error");
        var answer =
                StripeAnswer.refused(402, "card_error", reason.path("message").asText());
        var error = answer.json()
                .withObject("error")
                .put("code", reason.path("code").asText());
        error.set("payment_intent", payment.deepCopy());
        return answer;
    }

    /** Completes a charge that ends later, or lets it fail. */
    StripeAnswer settle(ObjectNode payment, boolean paid) {
        if (!payments.isPending(payment.path("id").asText())) {
            return StripeAnswer.invalid("This payment is not pending.");
        }
        if (paid) {
            payments.succeed(payment, Payments.BANK);
        } else {
            payments.fail(payment, Payments.BANK);
        }
        return StripeAnswer.done(payment);
    }
}
