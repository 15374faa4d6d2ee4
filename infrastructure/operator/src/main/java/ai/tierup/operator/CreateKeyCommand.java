package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.keys.CreateKey.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Creates an API key for an account and prints it. */
final class CreateKeyCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "NAME " + LimitArguments.USAGE + " WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2 + LimitArguments.COUNT && LimitArguments.areLimits(limits(arguments));
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var outcome = useCases.manageKeys()
                .create(
                        Arguments.operator(),
                        arguments.getLast(),
                        account,
                        arguments.getFirst(),
                        LimitArguments.read(limits(arguments)));
        return switch (outcome) {
            case Outcome.Created(var secret, var key) -> {
                out.println("Key " + key.id() + " of account " + account + ". It is shown only once:");
                out.println(secret.reveal());
                yield OperatorCommand.OK;
            }
            case Outcome.Refused(var reason) -> {
                out.println(LimitArguments.message(reason));
                yield OperatorCommand.FAILED;
            }
        };
    }

    private static List<String> limits(List<String> arguments) {
        return arguments.subList(1, 1 + LimitArguments.COUNT);
    }
}
