package ai.tierup.domain.operator;

import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.Reconciliation;

/** Reconciles payments at once and without a time limit, and records who asked for it and why. */
public final class ReconcileByHand {

    private final RecordedActs acts;
    private final ReconcilePayments reconcilePayments;

    public ReconcileByHand(RecordedActs acts, ReconcilePayments reconcilePayments) {
        this.acts = acts;
        this.reconcilePayments = reconcilePayments;
    }

    /** @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long */
    public Reconciliation reconcile(Operator who, String why) {
        return acts.run(who, why, "reconcile", "payments", () -> reconcilePayments.run(() -> false));
    }
}
