package ai.tierup.domain.payment;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Alarms;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.ThawWallet;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;

/**
 * Books what went back of a payment: each refund, and each movement of a dispute, is an entry of its own, so that no order of events, and
 * no two at once, can book a difference twice. While a dispute is open, the wallet is frozen.
 */
public final class BookReversals {

    private final PaymentProvider provider;
    private final FulfilTopUp fulfilTopUp;
    private final BookEntry bookEntry;
    private final WalletLedger ledger;
    private final ThawWallet thawWallet;
    private final Alarms alarms;

    public BookReversals(
            PaymentProvider provider,
            FulfilTopUp fulfilTopUp,
            BookEntry bookEntry,
            WalletLedger ledger,
            Alarms alarms) {
        this.provider = provider;
        this.fulfilTopUp = fulfilTopUp;
        this.bookEntry = bookEntry;
        this.ledger = ledger;
        this.thawWallet = new ThawWallet(ledger);
        this.alarms = alarms;
    }

    /**
     * What is to be booked of a payment that was refunded before it was credited is the credit first: no customer is in debt for an
     * event that came late.
     *
     * @throws PaymentsUnavailable when the provider cannot be asked; what was booked until then stands, and is not booked again
     */
    public Fulfilment book(PaymentId payment) {
        var session = provider.sessionOf(payment);
        if (session.isEmpty()) {
            return new Fulfilment.NotOurs();
        }
        var fulfilment = fulfilTopUp.fulfil(session.get());
        if (fulfilment instanceof Fulfilment.Of(var order)) {
            provider.refunds(payment).forEach(refund -> book(order, refund));
            provider.disputes(payment).forEach(dispute -> book(order, dispute));
        }
        return fulfilment;
    }

    /** One that failed is booked both ways: whoever saw it before it failed may be about to book it still. */
    private void book(TopUpOrder order, Refund refund) {
        book(order, EntryType.REFUND, "refund#" + refund.id(), refund.charge(), -1);
        if (refund.failed()) {
            book(order, EntryType.REFUND, "refund_failed#" + refund.id(), refund.charge(), 1);
        }
    }

    private void book(TopUpOrder order, Dispute dispute) {
        var reason = Wallet.frozenByDispute(dispute.id());
        if (dispute.open()) {
            ledger.freeze(order.account(), reason);
        }
        dispute.movements()
                .forEach(movement -> book(order, EntryType.DISPUTE, "dispute#" + movement.id(), movement.charge(), 1));
        if (!dispute.open()) {
            thawWallet.thaw(order.account(), reason);
        }
    }

    private void book(TopUpOrder order, EntryType type, String businessId, Charge charge, int sign) {
        var money = charge.money();
        if (money.isEmpty()) {
            alarms.raise(Alarm.PAYMENT_UNMATCHED, order.id().publicName());
            return;
        }
        var amount = new Money(Math.multiplyExact(money.get().nanoUsd(), sign));
        bookEntry.book(new BookEntry.Fact(order.account(), businessId, type, Purse.CASH, amount));
    }
}
