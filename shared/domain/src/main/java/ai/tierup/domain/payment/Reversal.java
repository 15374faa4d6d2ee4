package ai.tierup.domain.payment;

import ai.tierup.domain.wallet.EntryType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Money that was moved because a payment goes back: an entry of its own, whatever else goes back of the same payment.
 *
 * @param charge below zero when it leaves the customer's wallet
 */
record Reversal(EntryType type, String businessId, Charge charge) {

    /** One that failed is booked both ways: whoever saw it before it failed may be about to book it still. */
    static List<Reversal> of(Refund refund) {
        var sent = new Reversal(
                EntryType.REFUND, "refund#" + refund.id(), refund.charge().negated());
        return refund.failed()
                ? List.of(sent, new Reversal(EntryType.REFUND, "refund_failed#" + refund.id(), refund.charge()))
                : List.of(sent);
    }

    static Stream<Reversal> of(Dispute dispute) {
        return dispute.movements().stream()
                .map(movement -> new Reversal(EntryType.DISPUTE, "dispute#" + movement.id(), movement.charge()));
    }
}
