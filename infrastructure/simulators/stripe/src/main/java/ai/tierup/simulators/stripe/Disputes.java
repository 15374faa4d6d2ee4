package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/** Disputes, in which a customer's bank takes a payment back. */
final class Disputes {

    static final String TYPE = Shape.DISPUTE.type();

    private static final long FEE_CENTS = 1500;
    private static final long SECONDS_TO_ANSWER = 9 * 24 * 60 * 60;

    private final StripeState state;

    Disputes(StripeState state) {
        this.state = state;
    }

    /** @param cents disputed amount; empty for the whole payment */
    StripeAnswer open(ObjectNode charge, OptionalLong cents) {
        var amount = cents.orElse(charge.path("amount").asLong());
        if (!charge.path("paid").asBoolean() || charge.path("disputed").asBoolean()) {
            return StripeAnswer.invalid("Only a payment that succeeded and is not disputed can be disputed.");
        }
        if (amount <= 0 || amount > charge.path("amount").asLong()) {
            return StripeAnswer.invalid("The disputed amount is from 1 cent to the amount paid.");
        }
        var dispute = state.create(Shape.DISPUTE, "dp_1", 23)
                .put("amount", amount)
                .put("charge", charge.path("id").asText())
                .put("currency", charge.path("currency").asText())
                .put("payment_intent", charge.path("payment_intent").asText());
        dispute.withObject("evidence_details").put("due_by", state.now() + SECONDS_TO_ANSWER);
        state.objects().put(charge.put("disputed", true));
        move(dispute, "dispute", -amount, FEE_CENTS);
        state.announce("charge.dispute.created", dispute);
        state.announce("charge.dispute.funds_withdrawn", dispute);
        return StripeAnswer.done(dispute);
    }

    StripeAnswer close(ObjectNode dispute, boolean won) {
        if (!dispute.path("status").asText().equals("needs_response")) {
            return StripeAnswer.invalid("This dispute is closed.");
        }
        dispute.put("status", "under_review");
        dispute.withObject("evidence_details").put("has_evidence", true).put("submission_count", 1);
        state.objects().put(dispute);
        state.announce("charge.dispute.updated", dispute);
        dispute.put("status", won ? "won" : "lost");
        if (won) {
            move(dispute, "dispute_reversal", dispute.path("amount").asLong(), 0);
        }
        state.objects().put(dispute);
        state.announce("charge.dispute.closed", dispute);
        if (won) {
            state.announce("charge.dispute.funds_reinstated", dispute);
        }
        return StripeAnswer.done(dispute);
    }

    private void move(ObjectNode dispute, String category, long amount, long fee) {
        var transaction = state.book("adjustment", category, dispute, amount, fee);
        dispute.withArray("balance_transactions").add(transaction.deepCopy());
        state.objects().put(dispute);
    }
}
