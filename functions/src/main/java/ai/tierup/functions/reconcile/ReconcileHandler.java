package ai.tierup.functions.reconcile;

import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import java.time.Duration;

/** Reconciles payments every night. Without a payment key there is nothing to do, and an empty run is reported. */
public final class ReconcileHandler extends ScheduledHandler {

    @Inject
    ReconcilePayments reconcilePayments;

    @Inject
    CurrentSecrets<PaymentSecrets> secrets;

    public ReconcileHandler() {}

    public ReconcileHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.reconciled(
                secrets.fresh().paymentKey().isEmpty() ? Reconciliation.NOTHING : reconcilePayments.run(timeIsUp));
    }

    /** Leaves time for one more payment with reversals, which takes several calls of up to eight seconds each. */
    @Override
    protected Duration margin() {
        return Duration.ofSeconds(45);
    }
}
