package ai.tierup.domain.payment;

/**
 * The return of a payment, or a part of it, to a customer.
 *
 * @param id the provider's id
 * @param charge amount returned, above zero
 * @param failed whether it did not arrive, or was cancelled; we then have the money again
 */
public record Refund(String id, Charge charge, boolean failed) {}
