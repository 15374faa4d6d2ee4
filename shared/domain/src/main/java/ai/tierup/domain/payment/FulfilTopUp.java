package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings an order to where its checkout is. Webhook, success page and reconciliation all ask this, and each may any number of times:
 * the checkout is read anew, account and amount are the order's, and the entry is booked once by the checkout's id.
 */
public final class FulfilTopUp {

    private static final String PREFIX = "topup#";

    private final PaymentProvider provider;
    private final TopUpOrders orders;
    private final BookEntry bookEntry;
    private final Alarms alarms;
    private final String stage;

    /** @param stage ours: orders of another one are not ours */
    public FulfilTopUp(PaymentProvider provider, TopUpOrders orders, BookEntry bookEntry, Alarms alarms, String stage) {
        this.provider = provider;
        this.orders = orders;
        this.bookEntry = bookEntry;
        this.alarms = alarms;
        this.stage = stage;
    }

    /** The business id of the entry that a checkout brings. */
    public static String businessId(SessionId session) {
        return PREFIX + session;
    }

    /** The checkout that a top-up's entry came from; empty when the business id is none of ours. */
    static Optional<SessionId> sessionOf(String businessId) {
        return Optional.of(businessId)
                .filter(id -> id.startsWith(PREFIX))
                .map(id -> id.substring(PREFIX.length()))
                .filter(SessionId::isValid)
                .map(SessionId::new);
    }

    /** @throws PaymentsUnavailable when the provider cannot be asked; nothing was changed then */
    public Fulfilment fulfil(SessionId id) {
        return provider.session(id).map(this::fulfil).orElseGet(Fulfilment.NotOurs::new);
    }

    /** @param session as the provider has just told it */
    Fulfilment fulfil(CheckoutSession session) {
        return fulfil(session, unmatched -> false);
    }

    /**
     * The same for whoever meets a payment again and again: one that fits no order and went back as a whole is settled, and nobody needs
     * to hear of it.
     */
    Fulfilment fulfilUnlessGivenBack(CheckoutSession session) {
        return fulfil(session, this::wasGivenBack);
    }

    private Fulfilment fulfil(CheckoutSession session, Predicate<CheckoutSession> isSettled) {
        var reference = session.reference();
        if (reference == null || !isOurs(session)) {
            return new Fulfilment.NotOurs();
        }
        var order = orders.find(reference.account(), reference.topUp()).filter(found -> fits(found, session));
        if (order.isPresent()) {
            return new Fulfilment.Matched(advanced(order.get(), session));
        }
        if (isSettled.test(session)) {
            return new Fulfilment.NotOurs();
        }
        alarms.raise(Alarm.PAYMENT_UNMATCHED, reference.topUp().publicName());
        return new Fulfilment.Unmatched();
    }

    private boolean wasGivenBack(CheckoutSession session) {
        var payment = session.payment();
        return payment != null
                && provider.refunds(payment).stream()
                                .filter(refund -> !refund.failed())
                                .mapToLong(refund -> refund.charge().minorUnits())
                                .sum()
                        == session.charge().minorUnits();
    }

    /** Whether somebody asked for it at this stage. */
    boolean isOurs(CheckoutSession session) {
        var reference = session.reference();
        return reference != null && reference.stage().equals(stage);
    }

    private boolean fits(TopUpOrder order, CheckoutSession session) {
        return order.matches(session.id())
                && session.mode() == provider.mode()
                && session.charge().money().equals(Optional.of(order.amount()));
    }

    private TopUpOrder advanced(TopUpOrder order, CheckoutSession session) {
        return switch (session.status()) {
            case OPEN, PENDING -> order;
            // Paid is written with the entry, so what is paid here has its own.
            case PAID -> order.status() == TopUpOrder.Status.PAID ? order : paid(order, session);
            case FAILED -> closed(order, TopUpOrder.Status.FAILED);
            case EXPIRED -> closed(order, TopUpOrder.Status.EXPIRED);
        };
    }

    private TopUpOrder paid(TopUpOrder order, CheckoutSession session) {
        var fact = new BookEntry.Fact(
                order.account(), businessId(session.id()), EntryType.TOP_UP, Purse.CASH, order.amount());
        bookEntry.book(fact, entry -> orders.pay(order, session.id(), entry));
        return order.with(TopUpOrder.Status.PAID);
    }

    /** One that is paid says so for ever, whatever the provider says of it now. */
    private TopUpOrder closed(TopUpOrder order, TopUpOrder.Status status) {
        if (order.status() != TopUpOrder.Status.PENDING) {
            return order;
        }
        orders.close(order, status);
        return order.with(status);
    }
}
