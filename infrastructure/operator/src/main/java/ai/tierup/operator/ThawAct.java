package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.ThawAccount.Outcome;
import ai.tierup.domain.wallet.Freezes;
import java.io.PrintStream;
import java.util.List;

/** Lifts one reason for which an account is frozen: the operator's own, unless another is named. */
final class ThawAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "WHY [REASON]";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 1
                || (arguments.size() == 2 && !arguments.get(1).isBlank());
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var reason = arguments.size() == 1 ? Freezes.OPERATOR : arguments.get(1);
        return switch (useCases.thawAccount().thaw(Arguments.who(), arguments.getFirst(), account, reason)) {
            case Outcome.Thawed(var wallet) -> {
                out.println(AccountCommand.reasons(wallet));
                yield OperatorCommand.ALL_IS_WELL;
            }
            case Outcome.NotAReason(var wallet) -> {
                out.println("Nothing was changed: " + reason + " is none of its reasons. "
                        + AccountCommand.reasons(wallet));
                yield OperatorCommand.SOMETHING_IS_WRONG;
            }
            case Outcome.NoAccount() -> AccountCommand.noAccount(account, out);
        };
    }
}
