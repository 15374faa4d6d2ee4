package ai.tierup.domain.payment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A payment for an order in its current state at the provider: a checkout, or a charge of a saved payment method.
 *
 * @param reference order that it is for; null when it is not ours
 * @param charge amount to be paid
 * @param payment null until somebody has tried to pay
 * @param url page where a customer pays; null once nobody can pay any more, and for a charge
 * @param saved payment method that the customer has saved in this checkout; null if none
 */
public record CheckoutSession(
        SessionId id,
        Status status,
        PaymentMode mode,
        @Nullable OrderReference reference,
        Charge charge,
        @Nullable PaymentId payment,
        @Nullable URI url,
        @Nullable SavedMethod saved) {

    /** The state of a checkout or a charge. */
    public enum Status {
        /** The customer can still pay. */
        OPEN,
        /** The customer is done, but the money takes days to arrive, or never does. */
        PENDING,
        PAID,
        /** The money did not arrive. */
        FAILED,
        /** The bank wants the customer to confirm the payment, which a charge of a saved method cannot do. No money was moved. */
        UNCONFIRMED,
        EXPIRED
    }
}
