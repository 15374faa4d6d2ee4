package ai.tierup.domain.payment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A checkout in its current state at the provider.
 *
 * @param reference order that it is for; null when the checkout is not ours
 * @param charge amount to be paid
 * @param payment null until somebody has tried to pay
 * @param url page where a customer pays; null once nobody can pay any more
 */
public record CheckoutSession(
        SessionId id,
        Status status,
        PaymentMode mode,
        @Nullable OrderReference reference,
        Charge charge,
        @Nullable PaymentId payment,
        @Nullable URI url) {

    /** The state of a checkout. */
    public enum Status {
        /** The customer can still pay. */
        OPEN,
        /** The customer is done, but the money takes days to arrive, or never does. */
        PENDING,
        PAID,
        /** The money did not arrive. */
        FAILED,
        EXPIRED
    }
}
