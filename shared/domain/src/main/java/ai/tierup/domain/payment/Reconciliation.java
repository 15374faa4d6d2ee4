package ai.tierup.domain.payment;

import ai.tierup.domain.money.Money;
import java.util.List;

/**
 * The result of {@link ReconcilePayments}.
 *
 * @param events number of undelivered events
 * @param checkouts number of our checkouts that are paid
 * @param booked number of those that were not credited until this run checked them
 * @param paid sum of their amounts at the provider
 * @param credited sum of their entries
 * @param differences payments, reversals and credits without a match
 * @param failures number of items that could not be checked
 * @param complete whether everything was checked
 */
public record Reconciliation(
        int events,
        int checkouts,
        int booked,
        Money paid,
        Money credited,
        List<PaymentDifference> differences,
        int failures,
        boolean complete) {

    public Reconciliation {
        differences = List.copyOf(differences);
    }

    /** The result for a service that takes no payments. */
    public static final Reconciliation NOTHING =
            new Reconciliation(0, 0, 0, Money.ZERO, Money.ZERO, List.of(), 0, true);

    /** Returns whether everything was checked and matches. */
    public boolean isClean() {
        return complete && differences.isEmpty();
    }
}
