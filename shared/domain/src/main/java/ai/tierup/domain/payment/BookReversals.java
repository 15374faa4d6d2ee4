package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
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
    private final AuditTrail trail;
    private final Alarms alarms;

    public BookReversals(
            PaymentProvider provider,
            FulfilTopUp fulfilTopUp,
            BookEntry bookEntry,
            WalletLedger ledger,
            AuditTrail trail,
            Alarms alarms) {
        this.provider = provider;
        this.fulfilTopUp = fulfilTopUp;
        this.bookEntry = bookEntry;
        this.ledger = ledger;
        this.thawWallet = new ThawWallet(ledger);
        this.trail = trail;
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
        var account = order.account();
        var reason = Freezes.dispute(dispute.id());
        var wallet = ledger.find(account);
        var isFrozen = wallet.filter(seen -> seen.frozenBy().contains(reason)).isPresent();
        var isEnded =
                wallet.filter(seen -> seen.endedDisputes().contains(reason)).isPresent();
        if (dispute.open()) {
            if (!isFrozen && !isEnded) {
                record(order, AuditAction.DISPUTE_OPENED, AuditAction.ACCOUNT_FROZEN);
            }
            ledger.freeze(account, reason);
        }
        Reversal.of(dispute).forEach(book);
        if (!dispute.open()) {
            if (isFrozen) {
                record(order, AuditAction.DISPUTE_CLOSED, AuditAction.ACCOUNT_THAWED);
            }
            thawWallet.thaw(account, reason);
        }
    }

    /** Records what happens to a dispute, and to the account because of it. */
    private void record(TopUpOrder order, AuditAction ofDispute, AuditAction ofAccount) {
        trail.record(Origin.SERVICE, order.account(), ofDispute, order.id().publicName());
        trail.record(Origin.SERVICE, order.account(), ofAccount, "dispute");
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
