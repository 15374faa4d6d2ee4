package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.ThawWallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.function.Consumer;

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
        return book(payment, booked -> {});
    }

    /** @param told of each that should be booked now, by this or before */
    Fulfilment book(PaymentId payment, Consumer<Reversal> told) {
        var session = provider.sessionOf(payment);
        if (session.isEmpty()) {
            return new Fulfilment.NotOurs();
        }
        var fulfilment = fulfilTopUp.fulfilUnlessGivenBack(session.get());
        if (fulfilment instanceof Fulfilment.Matched(var order)) {
            Consumer<Reversal> book = reversal -> {
                book(order, reversal);
                told.accept(reversal);
            };
            provider.refunds(payment).forEach(refund -> Reversal.of(refund).forEach(book));
            provider.disputes(payment).forEach(dispute -> book(order, dispute, book));
        }
        return fulfilment;
    }

    private void book(TopUpOrder order, Dispute dispute, Consumer<Reversal> book) {
        var reason = Freezes.dispute(dispute.id());
        if (dispute.open()) {
            ledger.freeze(order.account(), reason);
        }
        Reversal.of(dispute).forEach(book);
        if (!dispute.open()) {
            thawWallet.thaw(order.account(), reason);
        }
    }

    private void book(TopUpOrder order, Reversal reversal) {
        var amount = reversal.charge().money();
        if (amount.isEmpty()) {
            alarms.raise(Alarm.PAYMENT_UNMATCHED, order.id().publicName());
            return;
        }
        bookEntry.book(
                new BookEntry.Fact(order.account(), reversal.businessId(), reversal.type(), Purse.CASH, amount.get()));
    }
}
