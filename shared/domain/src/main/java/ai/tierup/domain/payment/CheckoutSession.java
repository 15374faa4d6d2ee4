package ai.tierup.domain.payment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as the provider has it at this moment.
 *
 * @param reference which order it is for; null when it is not one of ours
 * @param charge what is to be paid
 * @param payment null as long as nobody has tried to pay
 * @param url where a customer pays; null once nobody can any more
 */
public record CheckoutSession(
        SessionId id,
        Status status,
        PaymentMode mode,
        @Nullable OrderReference reference,
        Charge charge,
        @Nullable PaymentId payment,
        @Nullable URI url) {

    /** How far it has come. */
    public enum Status {
        /** The customer can pay still. */
        OPEN,
        /** The customer has done what they can; the money takes days to come, or does not. */
        PENDING,
        PAID,
        /** The money did not come. */
        FAILED,
        EXPIRED
    }
}
