package ai.tierup.operator;

import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.wiring.Settings;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Reconciles payments now, however long that takes. */
final class ReconcileCommand implements OperatorCommand {

    @Override
    public String usage() {
        return "scripts/reconcile";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.isEmpty();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        if (service.getBean(Settings.class).stage().equals(Settings.NO_STAGE)) {
            out.println("Payments are a stage's, and none is named. Set TIERUP_STAGE, as scripts/tables does.");
            return USED_WRONGLY;
        }
        if (service.getBean(CurrentSecrets.class).fresh().paymentKey().isEmpty()) {
            out.println(
                    "No key of Stripe is set, so there is nothing to ask. Set TIERUP_STRIPE_KEY, or TIERUP_SECRETS to the"
                            + " stage's secret.");
            return USED_WRONGLY;
        }
        var found = new UseCases(service).reconcilePayments().run(() -> false);
        out.println((found.complete() ? "" : "As far as could be looked at: ") + found.checkouts()
                + " checkouts of the last days are paid, " + found.paid() + ". Credited: "
                + found.credited() + ", " + found.booked() + " of them only now. Events that had not been delivered: "
                + found.events() + ".");
        out.println(verdict(found));
        return found.isClean() ? ALL_IS_WELL : SOMETHING_IS_WRONG;
    }

    private static String verdict(Reconciliation found) {
        if (!found.complete()) {
            return found.failures() + " things could not be looked at, for the reasons above. Run it again.";
        }
        return found.differences() == 0
                ? "Each payment has its credit, and each credit its payment."
                : found.differences() + " of them do not fit: docs/RUNBOOK.md, reconcile-difference, says what to do.";
    }
}
