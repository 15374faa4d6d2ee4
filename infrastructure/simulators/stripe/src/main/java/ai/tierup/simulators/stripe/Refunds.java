package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import java.util.Set;

/** Refunds. A refund to a card succeeds immediately; one to a bank is pending until it is finished. */
final class Refunds {

    static final String TYPE = Shape.REFUND.type();

    /** The parameters that are supported for a refund. */
    static final Set<String> PARAMETERS =
            Set.of("payment_intent", "charge", "amount", "reason", "metadata[*]", "expand[]");

    private static final Set<String> ENDED_WITHOUT_REFUND = Set.of("failed", "canceled");

    private final StripeState state;

    Refunds(StripeState state) {
        this.state = state;
    }

    StripeAnswer create(Parameters form) {
        var payment = form.text("payment_intent");
        if (payment.isPresent()
                && state.objects().find("payment_intent", payment.get()).isEmpty()) {
            return StripeAnswer.missing("payment_intent", "payment_intent", payment.get());
        }
        var charge = form.text("charge")
                .or(() -> payment.map(
                        id -> state.objects().get(id).path("latest_charge").asText()))
                .orElse("");
        if (charge.isEmpty()) {
            return StripeAnswer.invalid(
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        if (form.text("amount").isPresent() && form.wholeNumber("amount").isEmpty()) {
            return StripeAnswer.invalid("parameter_invalid_integer", "amount", "Invalid integer: amount");
        }
        var answer = create(charge, form.wholeNumber("amount"));
        if (!answer.isDone()) {
            return answer;
        }
        var refund = state.objects().get(answer.id());
        refund.put("reason", form.text("reason").orElse(null));
        form.copy("metadata", refund.withObject("metadata"));
        return StripeAnswer.done(state.objects().put(refund));
    }

    /** @param cents refunded amount; empty for all that is left */
    StripeAnswer create(String chargeId, OptionalLong cents) {
        var found = state.objects().find("charge", chargeId);
        if (found.isEmpty()) {
            return StripeAnswer.missing("charge", "charge", chargeId);
        }
        var charge = found.get();
        var left = charge.path("amount_captured").asLong()
                - charge.path("amount_refunded").asLong();
        var amount = cents.orElse(left);
        if (charge.path("disputed").asBoolean()) {
            return StripeAnswer.invalid(
                    "charge_disputed",
                    "charge",
                    "Charge " + chargeId + " has been charged back; cannot issue a refund.");
        }
        if (left <= 0) {
            return StripeAnswer.invalid(
                    "charge_already_refunded", "charge", "Charge " + chargeId + " has already been refunded.");
        }
        if (amount <= 0 || amount > left) {
            return StripeAnswer.invalid(
                    "amount_too_large",
                    "amount",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left
                            + "), or not above zero");
        }
        return StripeAnswer.done(created(charge, amount));
    }

    private ObjectNode created(ObjectNode charge, long amount) {
        var method = charge.path("payment_method_details").path("type").asText();
        var refund = state.create(Shape.REFUND, "re_3", 23)
                .put("amount", amount)
                .put("charge", charge.path("id").asText())
                .put("currency", charge.path("currency").asText())
                .put("payment_intent", charge.path("payment_intent").asText())
                .put("status", method.equals(Payments.CARD) ? "succeeded" : "pending");
        refund.put(
                "balance_transaction",
                state.book("refund", "refund", refund, -amount, 0).path("id").asText());
        state.objects().put(refund);
        updateRefundedAmount(charge);
        state.announce("charge.refunded", charge);
        state.announce("refund.created", refund);
        return refund;
    }

    StripeAnswer finish(ObjectNode refund) {
        if (!refund.path("status").asText().equals("pending")) {
            return StripeAnswer.invalid("This refund is not pending.");
        }
        update(refund.put("status", "succeeded"));
        return StripeAnswer.done(refund);
    }

    /** Fails a refund. Even one that succeeded can fail days later. */
    StripeAnswer fail(ObjectNode refund) {
        if (ENDED_WITHOUT_REFUND.contains(refund.path("status").asText())) {
            return StripeAnswer.invalid("This refund has failed already.");
        }
        var back = state.book(
                "refund_failure",
                "refund_failure",
                refund,
                refund.path("amount").asLong(),
                0);
        refund.put("status", "failed")
                .put("failure_reason", "lost_or_stolen_card")
                .put("failure_balance_transaction", back.path("id").asText());
        updateRefundedAmount(state.objects().get(refund.path("charge").asText()));
        update(refund);
        state.announce("refund.failed", refund);
        return StripeAnswer.done(refund);
    }

    private void update(ObjectNode refund) {
        state.objects().put(refund);
        state.announce("refund.updated", refund);
        state.announce("charge.refund.updated", refund);
    }

    private void updateRefundedAmount(ObjectNode charge) {
        var refunded = state.objects()
                .newestFirst(TYPE)
                .filter(refund -> refund.path("charge").equals(charge.path("id")))
                .filter(refund ->
                        !ENDED_WITHOUT_REFUND.contains(refund.path("status").asText()))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
        charge.put("amount_refunded", refunded)
                .put("refunded", refunded == charge.path("amount").asLong());
        state.objects().put(charge);
    }
}
