package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Refund;
import java.util.Set;

/** Reads what takes money back: refunds and disputes. */
final class ReversalReader {

    static final String REFUND = "refund";
    static final String DISPUTE = "dispute";

    private static final Set<String> FAILED = Set.of("failed", "canceled");

    /** One that Stripe may add is taken for open: a wallet that is frozen too long can be thawed, money that is gone not. */
    private static final Set<String> ENDED = Set.of("won", "lost", "warning_closed", "prevented");

    private ReversalReader() {}

    static Refund refund(StripeObject answer) {
        var refund = answer.as(REFUND);
        var amount = refund.whole("amount");
        if (amount <= 0) {
            throw StripeObject.nonsense("a refund of nothing");
        }
        var status = refund.textOrNull("status");
        return new Refund(
                refund.id(), new Charge(refund.currency(), amount), status != null && FAILED.contains(status));
    }

    static Dispute dispute(StripeObject answer) {
        var dispute = answer.as(DISPUTE);
        var disputed = new Charge(dispute.currency(), dispute.whole("amount"));
        if (disputed.minorUnits() < 0) {
            throw StripeObject.nonsense("a dispute of less than nothing");
        }
        var movements = dispute.objects("balance_transactions").stream()
                .map(transaction -> movement(transaction.as("balance_transaction"), disputed))
                // What moves nothing but the fee.
                .filter(movement -> movement.charge().minorUnits() != 0)
                .toList();
        return new Dispute(dispute.id(), !ENDED.contains(dispute.text("status")), movements);
    }

    /** Our balance can be kept in another currency than ours, which our books cannot take: what was disputed stands for it then. */
    private static Dispute.Movement movement(StripeObject transaction, Charge disputed) {
        var moved = new Charge(transaction.currency(), transaction.whole("amount"));
        return new Dispute.Movement(
                transaction.id(),
                moved.isInDollars() || moved.currency().equals(disputed.currency())
                        ? moved
                        : new Charge(disputed.currency(), Long.signum(moved.minorUnits()) * disputed.minorUnits()));
    }
}
