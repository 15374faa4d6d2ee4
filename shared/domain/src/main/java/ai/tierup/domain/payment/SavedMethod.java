package ai.tierup.domain.payment;

/**
 * A payment method that a customer has left with the provider, to be charged without the customer. Never shown.
 *
 * @param customer the provider's id of the customer that the method belongs to
 * @param method the provider's id of the method
 */
public record SavedMethod(String customer, String method) {}
