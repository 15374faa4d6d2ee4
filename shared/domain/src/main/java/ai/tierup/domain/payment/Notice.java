package ai.tierup.domain.payment;

/** What an event of the provider is about. Of what it says nothing else is believed: it only tells what to look at. */
public sealed interface Notice {

    /** A checkout has come further. */
    record SessionChanged(SessionId session) implements Notice {}

    /** A payment was refunded or disputed, or such a thing has come further. */
    record PaymentChanged(PaymentId payment) implements Notice {}

    /** Nothing that concerns us. */
    record Irrelevant() implements Notice {}
}
