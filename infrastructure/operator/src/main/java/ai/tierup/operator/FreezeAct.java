package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.FreezeAccount.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Freezes an account and shows for what reasons it is frozen. */
final class FreezeAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 1;
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        return switch (useCases.freezeAccount().freeze(Arguments.who(), arguments.getFirst(), account)) {
            case Outcome.Frozen(var wallet) -> {
                out.println(AccountCommand.reasons(wallet));
                yield OperatorCommand.ALL_IS_WELL;
            }
            case Outcome.NoAccount() -> AccountCommand.noAccount(account, out);
        };
    }
}
