package ai.tierup.domain.payment;

/**
 * Money on its way back to a customer.
 *
 * @param id the provider's
 * @param charge what goes back, above zero
 * @param failed whether it did not arrive, or was called off: then we have it again
 */
public record Refund(String id, Charge charge, boolean failed) {}
