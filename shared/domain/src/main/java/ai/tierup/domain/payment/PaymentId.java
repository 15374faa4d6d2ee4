package ai.tierup.domain.payment;

/**
 * What the provider calls a payment: what its refunds and disputes belong to. Never shown.
 *
 * @param value of the provider's making
 */
public record PaymentId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
