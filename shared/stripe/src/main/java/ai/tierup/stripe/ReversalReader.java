package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Refund;
import java.util.Set;

/** Reads refunds and disputes. */
final class ReversalReader {

    static final String REFUND = "refund";
    static final String DISPUTE = "dispute";

    private static final Set<String> FAILED = Set.of("failed", "canceled");

    /**
     * Statuses of disputes that are over. A status that Stripe adds later counts as open: a wallet that is frozen too long can be
     * thawed, but money that is spent cannot be recovered.
     */
    private static final Set<String> CLOSED = Set.of("won", "lost", "warning_closed", "prevented");

    private ReversalReader() {}

    static Refund refund(StripeObject answer) {
        var refund = answer.requireType(REFUND);
        var amount = refund.amount("amount");
        if (amount <= 0) {
            throw StripeObject.invalid("a refund whose amount is not positive");
        }
        var status = refund.textOrNull("status");
        return new Refund(
                refund.id(), new Charge(refund.currency(), amount), status != null && FAILED.contains(status));
    }

    static Dispute dispute(StripeObject answer) {
        var dispute = answer.requireType(DISPUTE);
        var disputed = new Charge(dispute.currency(), dispute.amount("amount"));
        if (disputed.minorUnits() < 0) {
            throw StripeObject.invalid("a dispute with a negative amount");
        }
        var movements = dispute.objects("balance_transactions").stream()
                .map(transaction -> movement(transaction.requireType("balance_transaction"), disputed))
                // A transaction without an amount moves only the fee.
                .filter(movement -> movement.charge().minorUnits() != 0)
                .toList();
        return new Dispute(dispute.id(), !CLOSED.contains(dispute.text("status")), movements);
    }

    /**
     * Reads a movement. If Stripe keeps our balance in a currency that our books cannot take, the disputed amount replaces the amount
     * that was moved.
     */
    private static Dispute.Movement movement(StripeObject transaction, Charge disputed) {
        var moved = new Charge(transaction.currency(), transaction.amount("amount"));
        return new Dispute.Movement(
                transaction.id(),
                moved.isInDollars() || moved.currency().equals(disputed.currency())
                        ? moved
                        : new Charge(disputed.currency(), Long.signum(moved.minorUnits()) * disputed.minorUnits()));
    }
}
