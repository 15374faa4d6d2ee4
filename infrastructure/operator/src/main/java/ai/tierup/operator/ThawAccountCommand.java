package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.ThawAccount.Outcome;
import ai.tierup.domain.wallet.Freezes;
import java.io.PrintStream;
import java.util.List;

/** Removes one reason for which an account is frozen: {@link Freezes#OPERATOR}, unless another is named. */
final class ThawAccountCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "WHY [REASON]";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 1
                || (arguments.size() == 2 && !arguments.get(1).isBlank());
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var reason = arguments.size() == 1 ? Freezes.OPERATOR : arguments.get(1);
        return switch (useCases.thawAccount().thaw(Arguments.operator(), arguments.getFirst(), account, reason)) {
            case Outcome.Thawed(var wallet) -> {
                out.println(AccountCommand.describeFreezes(wallet));
                yield OperatorCommand.OK;
            }
            case Outcome.NotAReason(var wallet) -> {
                out.println("Nothing was changed: the account is not frozen by " + reason + ". "
                        + AccountCommand.describeFreezes(wallet));
                yield OperatorCommand.FAILED;
            }
            case Outcome.NoAccount() -> AccountCommand.noAccount(account, out);
        };
    }
}
