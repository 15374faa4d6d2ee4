package ai.tierup.functions.reconcile;

import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.functions.schedule.ScheduledHandler;
import ai.tierup.functions.schedule.ScheduledJob;
import ai.tierup.functions.secrets.CurrentSecrets;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Reconciles payments every night. Where nobody can pay there is nothing to do, which is reported like any other run. */
public final class ReconcileHandler extends ScheduledHandler {

    @Inject
    ReconcilePayments reconcilePayments;

    @Inject
    CurrentSecrets secrets;

    public ReconcileHandler() {}

    public ReconcileHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> {
            secrets.keepFresh();
            journal.reconciled(
                    secrets.current().paymentKey().isEmpty()
                            ? Reconciliation.NOTHING
                            : reconcilePayments.run(timeIsUp));
        };
    }
}
