package ai.tierup.functions.reconcile;

import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import java.time.Duration;

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
        return timeIsUp -> journal.reconciled(
                secrets.fresh().paymentKey().isEmpty() ? Reconciliation.NOTHING : reconcilePayments.run(timeIsUp));
    }

    /** Stripe may take eight seconds for an answer, and a payment of which something went back takes some of them. */
    @Override
    protected Duration margin() {
        return Duration.ofSeconds(45);
    }
}
