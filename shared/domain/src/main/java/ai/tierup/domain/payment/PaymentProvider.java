package ai.tierup.domain.payment;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The provider that takes customers' payments for us. Answers are current and never cached.
 *
 * <p>Every method throws {@link PaymentsUnavailable} when the provider does not answer, or answers something invalid. The outcome is
 * unknown then.
 */
public interface PaymentProvider {

    /** The mode of all payments at this provider. */
    PaymentMode mode();

    /**
     * Opens a checkout for {@code order}. A second call for the same order soon afterwards returns the same checkout.
     *
     * @param stage the stage of this service, which is stored with the checkout
     * @param done page that a customer is sent to afterwards; after a payment, its parameter {@code session_id} is the checkout's id
     * @param savesMethod whether the payment method is saved, so that it can be charged without the customer
     */
    CheckoutSession open(TopUpOrder order, String stage, URI done, boolean savesMethod);

    /**
     * Charges a saved payment method for {@code order}. A second call for the same order within a day has no effect, and returns the same
     * charge.
     *
     * @param stage the stage of this service, which is stored with the charge
     * @return the charge, which may have failed; empty when the provider refuses to charge the method, and so has made no charge
     */
    Optional<CheckoutSession> charge(TopUpOrder order, String stage, SavedMethod method);

    /** Finds the charge that was made for {@code order}, however long ago; empty when there is none. */
    Optional<CheckoutSession> chargeFor(TopUpOrder order, SavedMethod method);

    /** Deletes a saved payment method at the provider. Safe to repeat. */
    void forget(SavedMethod method);

    /** Finds a checkout or a charge; empty when there is none. */
    Optional<CheckoutSession> session(SessionId id);

    /** Finds the checkout or the charge of a payment; empty when there is no such payment, or it was made in another way. */
    Optional<CheckoutSession> sessionOf(PaymentId payment);

    /**
     * Refunds a part of a payment.
     *
     * @param number number of refunds that the payment has; a second call with the same number soon afterwards has no effect
     * @throws PaymentsUnavailable also when the provider refuses, such as more than is left of the payment
     */
    Refund refund(PaymentId payment, Charge charge, int number);

    /** All refunds of a payment, failed ones included. */
    List<Refund> refunds(PaymentId payment);

    /** All disputes of a payment, decided ones included. */
    List<Dispute> disputes(PaymentId payment);

    /** A page of the events since {@code since} that we have not acknowledged, newest first. */
    Listing<Notice> undelivered(Instant since, Optional<String> after);

    /** A page of the checkouts that were opened since {@code since} and completed by a customer, newest first. */
    Listing<CheckoutSession> sessions(Instant since, Optional<String> after);

    /** A page of the charges of saved methods that were made since {@code since}, newest first. */
    Listing<CheckoutSession> charges(Instant since, Optional<String> after);

    /** A page of the payments refunded since {@code since}, newest refund first. A payment may be listed twice. */
    Listing<PaymentId> refunded(Instant since, Optional<String> after);

    /** A page of the payments disputed since {@code since}, newest dispute first. A payment may be listed twice. */
    Listing<PaymentId> disputed(Instant since, Optional<String> after);

    /**
     * A page of a list.
     *
     * @param unreadable a failure for each invalid item on this page; the items after it can still be read
     * @param next position of the next page; empty when this is the last
     */
    record Listing<T>(List<T> items, List<PaymentsUnavailable> unreadable, Optional<String> next) {

        public Listing {
            items = List.copyOf(items);
            unreadable = List.copyOf(unreadable);
        }

        /** Creates a page without invalid items. */
        public Listing(List<T> items, Optional<String> next) {
            this(items, List.of(), next);
        }
    }
}
