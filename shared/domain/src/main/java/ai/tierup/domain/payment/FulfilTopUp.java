package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.credit.ReleaseCredit;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings an order to the state of its checkout. Webhook, success page and reconciliation call this in any order and any number of
 * times. Each call reads the checkout again and takes account and amount from the order. The entry is booked once, by the checkout's id.
 * Once it is booked, nothing of the customer's sign-up credit is held back any more, and a payment method that the customer has saved in
 * the checkout is kept.
 */
public final class FulfilTopUp {

    private static final String PREFIX = "topup#";

    private final PaymentProvider provider;
    private final TopUpOrders orders;
    private final BookEntry bookEntry;
    private final ReleaseCredit releaseCredit;
    private final PaymentMethods methods;
    private final Alarms alarms;
    private final String stage;

    /** @param stage the stage of this service; checkouts of other stages are ignored */
    public FulfilTopUp(
            PaymentProvider provider,
            TopUpOrders orders,
            BookEntry bookEntry,
            ReleaseCredit releaseCredit,
            PaymentMethods methods,
            Alarms alarms,
            String stage) {
        this.provider = provider;
        this.orders = orders;
        this.bookEntry = bookEntry;
        this.releaseCredit = releaseCredit;
        this.methods = methods;
        this.alarms = alarms;
        this.stage = stage;
    }

    /** The business id of the entry that credits a checkout. */
    public static String businessId(SessionId session) {
        return PREFIX + session;
    }

    /** Reads the checkout from a business id; empty when it is not one that {@link #businessId} makes. */
    static Optional<SessionId> sessionOf(String businessId) {
        return Optional.of(businessId)
                .filter(id -> id.startsWith(PREFIX))
                .map(id -> id.substring(PREFIX.length()))
                .filter(SessionId::isValid)
                .map(SessionId::new);
    }

    /**
     * Reads a checkout and fulfils its order.
     *
     * @throws PaymentsUnavailable when the provider cannot be reached; nothing was changed then
     */
    public Fulfilment fulfil(SessionId id) {
        return provider.session(id).map(this::fulfil).orElseGet(Fulfilment.NotOurs::new);
    }

    /** @param session the checkout as the provider has just returned it */
    public Fulfilment fulfil(CheckoutSession session) {
        return fulfil(session, unmatched -> false);
    }

    /**
     * Like {@link #fulfil(CheckoutSession)}, for callers that meet the same payment repeatedly. A payment that matches no order but was
     * refunded in full needs no more attention, and raises no alarm.
     */
    Fulfilment fulfilUnlessRefunded(CheckoutSession session) {
        return fulfil(session, this::isFullyRefunded);
    }

    private Fulfilment fulfil(CheckoutSession session, Predicate<CheckoutSession> isIgnored) {
        var reference = session.reference();
        if (reference == null || !isOurs(session)) {
            return new Fulfilment.NotOurs();
        }
        var order = orders.find(reference.account(), reference.topUp()).filter(found -> matches(found, session));
        if (order.isPresent()) {
            return new Fulfilment.Matched(advance(order.get(), session));
        }
        if (isIgnored.test(session)) {
            return new Fulfilment.NotOurs();
        }
        alarms.raise(Alarm.PAYMENT_UNMATCHED, reference.topUp().publicName());
        return new Fulfilment.Unmatched();
    }

    private boolean isFullyRefunded(CheckoutSession session) {
        var payment = session.payment();
        return payment != null
                && provider.refunds(payment).stream()
                                .filter(refund -> !refund.failed())
                                .mapToLong(refund -> refund.charge().minorUnits())
                                .sum()
                        == session.charge().minorUnits();
    }

    /** Returns whether the checkout was opened by this stage. */
    boolean isOurs(CheckoutSession session) {
        var reference = session.reference();
        return reference != null && reference.stage().equals(stage);
    }

    private boolean matches(TopUpOrder order, CheckoutSession session) {
        return order.matches(session.id())
                && session.mode() == provider.mode()
                && session.charge().money().equals(Optional.of(order.amount()));
    }

    private TopUpOrder advance(TopUpOrder order, CheckoutSession session) {
        return switch (session.status()) {
            case OPEN, PENDING -> order;
            // A paid order has its entry, because both are written in one transaction.
            case PAID -> {
                var paid = order.status() == TopUpOrder.Status.PAID ? order : pay(order, session);
                finish(paid.account(), paid.id(), session);
                yield paid;
            }
            case FAILED, UNCONFIRMED -> close(order, TopUpOrder.Status.FAILED);
            case EXPIRED -> close(order, TopUpOrder.Status.EXPIRED);
        };
    }

    /** Does what follows the credit of a checkout. A call that ended right after the credit has not. */
    void finish(CheckoutSession credited) {
        var reference = credited.reference();
        if (reference != null) {
            finish(reference.account(), reference.topUp(), credited);
        }
    }

    private void finish(AccountId account, TopUpId topUp, CheckoutSession credited) {
        releaseCredit.afterTopUp(account);
        var saved = credited.saved();
        if (saved != null) {
            methods.keep(account, topUp, saved);
        }
    }

    private TopUpOrder pay(TopUpOrder order, CheckoutSession session) {
        var fact = new BookEntry.Fact(
                order.account(), businessId(session.id()), EntryType.TOP_UP, Purse.CASH, order.amount(), order.id());
        bookEntry.book(fact, entry -> orders.pay(order, session.id(), entry));
        return order.with(TopUpOrder.Status.PAID);
    }

    /** Closes a pending order. A paid one stays paid, whatever the provider says of it now. */
    private TopUpOrder close(TopUpOrder order, TopUpOrder.Status status) {
        if (order.status() != TopUpOrder.Status.PENDING) {
            return order;
        }
        orders.close(order, status);
        return order.with(status);
    }
}
