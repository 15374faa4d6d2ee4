package ai.tierup.operator;

import ai.tierup.domain.payment.PaymentDifference;
import ai.tierup.domain.payment.Reconciliation;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reconciles payments now, without a time limit.
 *
 * @param onFound is given the result
 */
record ReconcileCommand(Consumer<Reconciliation> onFound) implements OperatorCommand {

    @Override
    public String usage() {
        return "scripts/reconcile [WHY]";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() <= 1;
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var problem = PaymentSetUp.problem(service);
        if (problem.isPresent()) {
            out.println(problem.get());
            return USAGE_ERROR;
        }
        var why = arguments.isEmpty() ? "by hand" : arguments.getFirst();
        var found = new UseCases(service)
                .reconcileByHand((alarm, subject) -> out.println("ALARM   " + alarm + "  " + subject))
                .reconcile(Arguments.operator(), why);
        out.println((found.complete() ? "" : "This run was incomplete. ") + "Checkouts paid in the last days: "
                + found.checkouts() + ", " + found.paid() + ". Credited: "
                + found.credited() + ", newly credited: " + found.booked() + ". Undelivered events: "
                + found.events() + ".");
        found.differences().forEach(difference -> out.println(describe(difference)));
        out.println(verdict(found));
        onFound.accept(found);
        return found.isClean() ? OK : FAILED;
    }

    private static String describe(PaymentDifference difference) {
        var paid = difference.paid();
        return "%s of account %s (%s): paid %s, booked %s%s"
                .formatted(
                        difference.subject(),
                        difference.account(),
                        difference.businessId(),
                        paid == null ? "in another currency" : paid,
                        difference.booked(),
                        difference
                                .correction()
                                .map(amount -> ". To correct the ledger: scripts/account correct %s '%s' %s WHY"
                                        .formatted(difference.account(), difference.businessId(), amount.usd()))
                                .orElse(""));
    }

    private static String verdict(Reconciliation found) {
        if (!found.complete()) {
            return found.failures() + " items could not be checked, for the reasons above. Run it again.";
        }
        return found.differences().isEmpty()
                ? "Each payment has its credit, and each credit its payment."
                : "Differences found: " + found.differences().size() + ". See reconcile-difference in docs/RUNBOOK.md.";
    }
}
