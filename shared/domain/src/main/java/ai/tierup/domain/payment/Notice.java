package ai.tierup.domain.payment;

/** The subject of a provider's event. It only says what to look up; nothing else in the event is used. */
public sealed interface Notice {

    /** The state of a checkout has changed. */
    record SessionChanged(SessionId session) implements Notice {}

    /** A payment was refunded or disputed, or one of its refunds or disputes has changed. */
    record PaymentChanged(PaymentId payment) implements Notice {}

    /** The event does not concern us. */
    record Irrelevant() implements Notice {}
}
