package ai.tierup.domain.payment;

/**
 * The provider's id of a payment, to which refunds and disputes belong. Never shown.
 *
 * @param value text that the provider chose
 */
public record PaymentId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
