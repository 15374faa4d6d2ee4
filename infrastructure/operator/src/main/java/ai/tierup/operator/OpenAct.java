package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.OpenAccount;
import ai.tierup.domain.operator.OpenAccount.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Opens an account and shows its key. */
final class OpenAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "DOLLARS WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 2
                && Arguments.amount(arguments.getFirst())
                        .filter(OpenAccount::isAllowed)
                        .isPresent();
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var cash = Arguments.amount(arguments.getFirst()).orElseThrow();
        switch (useCases.openAccount().open(Arguments.who(), arguments.get(1), account, cash)) {
            case Outcome.Opened(var key) -> {
                out.println("Account " + account + " is open with " + cash + ". Its key, which is shown this once:");
                out.println(key.reveal());
            }
            case Outcome.ExistsAlready() ->
                out.println(
                        "There is an account " + account + " already. Nothing was changed, and no key is shown again.");
        }
        return OperatorCommand.ALL_IS_WELL;
    }
}
