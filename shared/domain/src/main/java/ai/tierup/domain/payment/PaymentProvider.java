package ai.tierup.domain.payment;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who takes the customers' money for us. What it says is what it says at this moment.
 *
 * <p>Every method throws {@link PaymentsUnavailable} when it does not answer, or with something that makes no sense; nothing is known
 * then.
 */
public interface PaymentProvider {

    /** Whether money moves there. */
    PaymentMode mode();

    /**
     * Opens a checkout for {@code order}. Asked again for the same order, soon, it returns the same one.
     *
     * @param stage ours, which the checkout remembers
     * @param done where a customer is sent afterwards, with the checkout's id as the parameter {@code session_id} when they have paid
     */
    CheckoutSession open(TopUpOrder order, String stage, URI done);

    /** Empty when it knows of none. */
    Optional<CheckoutSession> session(SessionId id);

    /** The checkout in which a payment was made; empty when it was made otherwise, or there is none. */
    Optional<CheckoutSession> sessionOf(PaymentId payment);

    /** Every refund of a payment there ever was. */
    List<Refund> refunds(PaymentId payment);

    /** Every dispute of a payment there ever was. */
    List<Dispute> disputes(PaymentId payment);

    /** Some of the events since {@code since} of which we have not said that we got them, newest first. */
    Listing<Notice> undelivered(Instant since, Optional<String> after);

    /** Some of the checkouts that were opened since {@code since} and that a customer has completed, newest first. */
    Listing<CheckoutSession> sessions(Instant since, Optional<String> after);

    /** Some of the payments that were refunded since {@code since}, newest refund first; one may come twice. */
    Listing<PaymentId> refunded(Instant since, Optional<String> after);

    /** Some of the payments that were disputed since {@code since}, newest dispute first; one may come twice. */
    Listing<PaymentId> disputed(Instant since, Optional<String> after);

    /**
     * A page of a list.
     *
     * @param unreadable why others on this page make no sense; what follows them can be asked for all the same
     * @param next what to ask for the following page by; empty when this is the last
     */
    record Listing<T>(List<T> items, List<PaymentsUnavailable> unreadable, Optional<String> next) {

        public Listing {
            items = List.copyOf(items);
            unreadable = List.copyOf(unreadable);
        }

        /** One on which everything makes sense. */
        public Listing(List<T> items, Optional<String> next) {
            this(items, List.of(), next);
        }
    }
}
