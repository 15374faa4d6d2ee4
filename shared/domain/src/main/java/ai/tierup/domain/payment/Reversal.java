package ai.tierup.domain.payment;

import ai.tierup.domain.wallet.EntryType;
import java.util.List;
import java.util.stream.Stream;

/**
 * A movement of money that reverses a payment, or a part of it. Each is booked as a separate entry.
 *
 * @param charge below zero when it leaves the customer's wallet
 */
record Reversal(EntryType type, String businessId, Charge charge) {

    /** Returns two movements for a failed refund, because a process that read it before it failed may still book the first. */
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
