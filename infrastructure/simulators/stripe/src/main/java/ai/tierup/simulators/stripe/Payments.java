package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Payment intents and their charges. */
final class Payments {

    static final String CARD = "card";
    static final String BANK = "us_bank_account";
    static final String EMAIL = "customer@example.com";

    private static final long FEE_CENTS = 30;
    private static final long FEE_PERMILLE = 29;

    private final StripeState state;

    Payments(StripeState state) {
        this.state = state;
    }

    ObjectNode create(long amount, String currency, JsonNode metadata) {
        var payment = state.create(Shape.PAYMENT_INTENT, "pi_3", 23)
                .put("amount", amount)
                .put("currency", currency);
        payment.put("client_secret", payment.path("id").asText() + "_secret_simulated")
                .set("metadata", metadata);
        state.objects().put(payment);
        state.announce("payment_intent.created", payment);
        return payment;
    }

    boolean isPending(String payment) {
        return state.objects().get(payment).path("status").asText().equals("processing");
    }

    void succeed(ObjectNode payment, String method) {
        var amount = payment.path("amount").asLong();
        var charge = charge(payment, method);
        var fee = FEE_CENTS + amount * FEE_PERMILLE / 1000;
        charge.put(
                "balance_transaction",
                state.book("charge", "charge", charge, amount, fee).path("id").asText());
        charge.put("status", "succeeded")
                .put("paid", true)
                .put("captured", true)
                .put("amount_captured", amount);
        payment.put("status", "succeeded").put("amount_received", amount).putNull("last_payment_error");
        keep(payment, charge);
        state.announce("charge.succeeded", charge);
        state.announce("payment_intent.succeeded", payment);
    }

    /** Starts a payment through a bank, whose result is known only days later. */
    void await(ObjectNode payment) {
        var charge = charge(payment, BANK);
        payment.put("status", "processing").putNull("last_payment_error");
        keep(payment, charge);
        state.announce("charge.pending", charge);
        state.announce("payment_intent.processing", payment);
    }

    void fail(ObjectNode payment, String method) {
        if (method.equals(CARD)) {
            fail(payment, method, "card_declined", "Your card was declined.");
        } else {
            fail(payment, method, "payment_method_customer_decline", "The bank refused the payment.");
        }
    }

    /** Fails a charge without the customer, because the bank wants the customer to confirm it. */
    void demandCustomer(ObjectNode payment) {
        fail(
                payment,
                CARD,
                "authentication_required",
                "Your card was declined. This transaction requires authentication.");
    }

    private void fail(ObjectNode payment, String method, String code, String message) {
        var charge = charge(payment, method);
        charge.put("status", "failed").put("failure_code", code).put("failure_message", message);
        payment.put("status", "requires_payment_method");
        payment.putObject("last_payment_error")
                .put("charge", charge.path("id").asText())
                .put("code", code)
                .put("message", message)
                .put("type", "card_error");
        keep(payment, charge);
        state.announce("charge.failed", charge);
        state.announce("payment_intent.payment_failed", payment);
    }

    private void keep(ObjectNode payment, ObjectNode charge) {
        payment.put("latest_charge", charge.path("id").asText());
        state.objects().put(charge);
        state.objects().put(payment);
    }

    /** The charge of the pending attempt, or a new charge. */
    private ObjectNode charge(ObjectNode payment, String method) {
        if (payment.path("status").asText().equals("processing")) {
            return state.objects().get(payment.path("latest_charge").asText());
        }
        var charge = state.create(Shape.CHARGE, "ch_3", 23)
                .put("amount", payment.path("amount").asLong())
                .put("currency", payment.path("currency").asText())
                .put("payment_intent", payment.path("id").asText());
        charge.set("metadata", payment.path("metadata").deepCopy());
        charge.putObject("payment_method_details")
                .put("type", method)
                .putObject(method)
                .put("last4", "4242");
        return charge;
    }
}
