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
 * Books the reversals of a payment. Each refund and each movement of a dispute is a separate entry, so no order of events and no
 * concurrent call can book an amount twice. While a dispute is open, the wallet is frozen.
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
     * Books all reversals of {@code payment}. A payment that is not credited yet is credited first, so that no customer is in debt
     * because an event came late.
     *
     * @throws PaymentsUnavailable when the provider cannot be reached; entries booked until then stand, and are not booked again
     */
    public Fulfilment book(PaymentId payment) {
        return book(payment, booked -> {});
    }

    /** @param onBooked receives each reversal that should be in the books now, whether booked by this call or before */
    Fulfilment book(PaymentId payment, Consumer<Reversal> onBooked) {
        var session = provider.sessionOf(payment);
        if (session.isEmpty()) {
            return new Fulfilment.NotOurs();
        }
        var fulfilment = fulfilTopUp.fulfilUnlessRefunded(session.get());
        if (fulfilment instanceof Fulfilment.Matched(var order)) {
            Consumer<Reversal> book = reversal -> {
                book(order, reversal);
                onBooked.accept(reversal);
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
        bookEntry.book(new BookEntry.Fact(
                order.account(), reversal.businessId(), reversal.type(), Purse.CASH, amount.get(), order.id()));
    }
}
