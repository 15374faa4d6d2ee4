package ai.tierup.stripe;

import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentMode;

/** An event as Stripe reports it. */
public sealed interface StripeEvent {

    /**
     * An event that could be read.
     *
     * @param notice the checkout or payment that it is about
     */
    record Read(PaymentMode mode, Notice notice) implements StripeEvent {}

    /** A body that is not an event, or lacks a field that Stripe's events have. */
    record Unreadable() implements StripeEvent {}

    /**
     * Reads the body of a webhook whose signature was verified. It must be one JSON object without duplicate keys, at most 64 levels
     * deep.
     */
    static StripeEvent read(byte[] body) {
        return StripeObject.read(body).map(EventReader::read).orElseGet(Unreadable::new);
    }
}
