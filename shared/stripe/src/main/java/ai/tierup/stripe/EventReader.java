package ai.tierup.stripe;

import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.SessionId;
import java.util.List;
import java.util.stream.Stream;

/** Reads which checkout or payment an event is about. */
final class EventReader {

    private static final String THIN = "v2.core.event";

    private static final List<String> SESSION_EVENTS = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired");

    private static final List<String> PAYMENT_EVENTS = List.of(
            "charge.refunded",
            "charge.refund.updated",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");

    private static final List<String> CHARGE_EVENTS =
            List.of("payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled");

    private static final String DISPUTE_PREFIX = "charge.dispute.";

    /** The types of all events that concern us. Stripe accepts at most 20 types in one listing. */
    static final List<String> TYPES = Stream.of(SESSION_EVENTS, PAYMENT_EVENTS, CHARGE_EVENTS)
            .flatMap(List::stream)
            .toList();

    private EventReader() {}

    static StripeEvent read(StripeObject event) {
        try {
            return new StripeEvent.Read(event.mode(), notice(event.text("type"), event));
        } catch (PaymentsUnavailable e) {
            return new StripeEvent.Unreadable();
        }
    }

    private static Notice notice(String type, StripeObject event) {
        if (event.text("object").equals(THIN)) {
            return new Notice.Irrelevant();
        }
        event.requireType("event");
        if (SESSION_EVENTS.contains(type)) {
            return new Notice.SessionChanged(
                    new SessionId(subject(event).requireType(SessionReader.TYPE).id()));
        }
        if (CHARGE_EVENTS.contains(type)) {
            return ofCharge(subject(event));
        }
        if (PAYMENT_EVENTS.contains(type) || type.startsWith(DISPUTE_PREFIX)) {
            var payment = subject(event).reference("payment_intent");
            return payment == null ? new Notice.Irrelevant() : new Notice.PaymentChanged(new PaymentId(payment));
        }
        return new Notice.Irrelevant();
    }

    /** Checkouts have payment intents, too. Their own events say more. */
    private static Notice ofCharge(StripeObject payment) {
        return ChargeReader.isMarked(payment)
                ? new Notice.SessionChanged(
                        new SessionId(payment.requireType(ChargeReader.TYPE).id()))
                : new Notice.Irrelevant();
    }

    private static StripeObject subject(StripeObject event) {
        return event.object("data").object("object");
    }
}
