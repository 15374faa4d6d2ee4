package ai.tierup.stripe;

import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentMode;

/** Something that happened at Stripe, as Stripe tells of it. */
public sealed interface StripeEvent {

    /**
     * What can be read of one.
     *
     * @param notice what to look at
     */
    record Read(PaymentMode mode, Notice notice) implements StripeEvent {}

    /** It is no event, or one that lacks what Stripe's have. */
    record Unreadable() implements StripeEvent {}

    /** Reads the body of a webhook, whose signature was verified: one JSON object, no key twice, no deeper than 64. */
    static StripeEvent read(byte[] body) {
        return StripeObject.read(body).map(EventReader::read).orElseGet(Unreadable::new);
    }
}
