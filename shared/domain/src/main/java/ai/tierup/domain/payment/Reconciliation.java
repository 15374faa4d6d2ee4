package ai.tierup.domain.payment;

import ai.tierup.domain.money.Money;

/**
 * What a run of {@link ReconcilePayments} found.
 *
 * @param events how many had not been delivered
 * @param checkouts how many of ours are paid
 * @param booked how many of these nobody had credited until their checkout was looked at
 * @param paid what these are, by the provider's lists
 * @param credited what their entries come to
 * @param differences how many payments, reversals and credits have nothing that fits them
 * @param failures how many could not be looked at
 * @param complete whether everything was looked at
 */
public record Reconciliation(
        int events,
        int checkouts,
        int booked,
        Money paid,
        Money credited,
        int differences,
        int failures,
        boolean complete) {

    /** Of a service that takes no payments. */
    public static final Reconciliation NOTHING = new Reconciliation(0, 0, 0, Money.ZERO, Money.ZERO, 0, 0, true);

    /** Whether everything was looked at and fits. */
    public boolean isClean() {
        return complete && differences == 0;
    }
}
