package ai.tierup.domain.payment;

import java.util.List;

/**
 * A customer's bank wants a payment back.
 *
 * @param id the provider's
 * @param open whether it is not decided yet
 * @param movements what was taken from us for it, and what was given back
 */
public record Dispute(String id, boolean open, List<Movement> movements) {

    public Dispute {
        movements = List.copyOf(movements);
    }

    /**
     * Money that was moved because of a dispute, without the provider's fee.
     *
     * @param id the provider's
     * @param charge below zero when it was taken
     */
    public record Movement(String id, Charge charge) {}
}
