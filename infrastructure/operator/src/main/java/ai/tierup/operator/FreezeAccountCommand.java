package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.FreezeAccount.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Freezes an account and prints all reasons for which it is frozen. */
final class FreezeAccountCommand implements AccountCommand.Subcommand {

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
        return switch (useCases.freezeAccount().freeze(Arguments.operator(), arguments.getFirst(), account)) {
            case Outcome.Frozen(var wallet) -> {
                out.println(AccountCommand.describeFreezes(wallet));
                yield OperatorCommand.OK;
            }
            case Outcome.NoAccount() -> AccountCommand.noAccount(account, out);
        };
    }
}
