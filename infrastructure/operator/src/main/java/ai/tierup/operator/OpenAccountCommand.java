package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.OpenAccount;
import ai.tierup.domain.operator.OpenAccount.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Opens an account and prints its API key. */
final class OpenAccountCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "DOLLARS WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2
                && Arguments.amount(arguments.getFirst())
                        .filter(OpenAccount::isAllowed)
                        .isPresent();
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var cash = Arguments.amount(arguments.getFirst()).orElseThrow();
        switch (useCases.openAccount().open(Arguments.operator(), arguments.get(1), account, cash)) {
            case Outcome.Opened(var key) -> {
                out.println("Account " + account + " is open with " + cash + ". Its key is shown only once:");
                out.println(key.reveal());
            }
            case Outcome.PlaygroundOpened() ->
                out.println(
                        "The playground is open to visitors. Its pool pays for them: scripts/guardrail set playground …");
            case Outcome.ExistsAlready() ->
                out.println("Account " + account
                        + " exists already. Nothing was changed, and its key cannot be shown again.");
        }
        return OperatorCommand.OK;
    }
}
