package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.keys.CreateKey.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Creates a key for an account and shows it. */
final class CreateKeyAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "NAME " + LimitArguments.USAGE + " WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 2 + LimitArguments.COUNT && LimitArguments.areLimits(limits(arguments));
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var outcome = useCases.manageKeys()
                .create(
                        Arguments.who(),
                        arguments.getLast(),
                        account,
                        arguments.getFirst(),
                        LimitArguments.read(limits(arguments)));
        return switch (outcome) {
            case Outcome.Created(var secret, var key) -> {
                out.println("Key " + key.id() + " of account " + account + ", which is shown this once:");
                out.println(secret.reveal());
                yield OperatorCommand.ALL_IS_WELL;
            }
            case Outcome.Refused(var reason) -> {
                out.println(LimitArguments.told(reason));
                yield OperatorCommand.SOMETHING_IS_WRONG;
            }
        };
    }

    private static List<String> limits(List<String> arguments) {
        return arguments.subList(1, 1 + LimitArguments.COUNT);
    }
}
