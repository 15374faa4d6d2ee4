package ai.tierup.stripe;

import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.SessionId;
import java.util.List;
import java.util.stream.Stream;

/** Finds in an event what it is about. */
final class EventReader {

    private static final String THIN = "v2.core.event";

    private static final List<String> OF_SESSIONS = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired");

    private static final List<String> OF_PAYMENTS = List.of(
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

    private static final String DISPUTES = "charge.dispute.";

    /** All that concern us. Stripe lists events of 20 types at most at a time. */
    static final List<String> TYPES =
            Stream.concat(OF_SESSIONS.stream(), OF_PAYMENTS.stream()).toList();

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
        event.as("event");
        if (OF_SESSIONS.contains(type)) {
            return new Notice.SessionChanged(
                    new SessionId(about(event).as(SessionReader.TYPE).id()));
        }
        if (OF_PAYMENTS.contains(type) || type.startsWith(DISPUTES)) {
            var payment = about(event).reference("payment_intent");
            return payment == null ? new Notice.Irrelevant() : new Notice.PaymentChanged(new PaymentId(payment));
        }
        return new Notice.Irrelevant();
    }

    private static StripeObject about(StripeObject event) {
        return event.object("data").object("object");
    }
}
