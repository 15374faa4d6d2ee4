package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.RefundAccount.Outcome;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.RefundCash;
import java.io.PrintStream;
import java.util.List;

/** Refunds the cash that a deleted account has left, at Stripe. */
final class RefundCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 1;
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var problem = PaymentSetUp.problem(useCases.service());
        if (problem.isPresent()) {
            out.println(problem.get());
            return OperatorCommand.USAGE_ERROR;
        }
        try {
            return print(
                    useCases.refundAccount().refund(Arguments.operator(), arguments.getFirst(), account), account, out);
        } catch (PaymentsUnavailable e) {
            out.println(
                    e.getMessage() + ". What was refunded before stands. Run it again; no payment is refunded twice.");
            return OperatorCommand.FAILED;
        }
    }

    private static int print(Outcome outcome, AccountId account, PrintStream out) {
        return switch (outcome) {
            case Outcome.Refused(var reason) -> refused(reason, account, out);
            case Outcome.Refunded(var result) -> {
                result.made()
                        .forEach(made -> out.println("Refunded %s of %s."
                                .formatted(made.amount(), made.topUp().publicName())));
                out.println("Account " + account + " has " + result.left() + " of cash left" + rest(result) + ".");
                yield OperatorCommand.OK;
            }
        };
    }

    private static String rest(RefundCash.Result result) {
        return result.left().isZero() ? "" : ", which no payment covers or which is in debt";
    }

    private static int refused(RefundCash.Refusal reason, AccountId account, PrintStream out) {
        if (reason == RefundCash.Refusal.NO_ACCOUNT) {
            return AccountCommand.noAccount(account, out);
        }
        out.println("Nothing was refunded. "
                + switch (reason) {
                    case NO_ACCOUNT -> "";
                    case NOT_DELETED ->
                        "The account is not deleted, so its owner can spend the money. Refund a single payment in"
                                + " Stripe's dashboard.";
                    case HAS_OPEN_HOLDS -> "Requests are still running. Try again in ten minutes.";
                    case IS_DISPUTED -> "A payment is disputed. Wait until the dispute is decided.";
                });
        return OperatorCommand.FAILED;
    }
}
