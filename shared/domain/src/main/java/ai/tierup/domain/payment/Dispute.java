package ai.tierup.domain.payment;

import java.util.List;

/**
 * A demand by a customer's bank to return a payment.
 *
 * @param id the provider's id
 * @param open whether it is not decided yet
 * @param movements amounts taken from us because of it, and amounts given back
 */
public record Dispute(String id, boolean open, List<Movement> movements) {

    public Dispute {
        movements = List.copyOf(movements);
    }

    /**
     * Money that was moved because of a dispute, without the provider's fee.
     *
     * @param id the provider's id
     * @param charge below zero when it was taken from us
     */
    public record Movement(String id, Charge charge) {}
}
