package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.keys.ChangeKey;
import java.io.PrintStream;
import java.util.List;

/** Sets, changes or removes the limits of a key. */
final class LimitKeyCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "KEY " + LimitArguments.USAGE + " WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2 + LimitArguments.COUNT && LimitArguments.areLimits(limits(arguments));
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var key = new KeyId(arguments.getFirst());
        var outcome = useCases.manageKeys()
                .limit(Arguments.operator(), arguments.getLast(), account, key, LimitArguments.read(limits(arguments)));
        return switch (outcome) {
            case ChangeKey.Outcome.Changed changed -> {
                out.println(
                        "The limits of key " + key + " are changed. They take effect everywhere within 30 seconds.");
                yield OperatorCommand.OK;
            }
            case ChangeKey.Outcome.Refused(var reason) -> {
                out.println(LimitArguments.message(reason));
                yield OperatorCommand.FAILED;
            }
        };
    }

    private static List<String> limits(List<String> arguments) {
        return arguments.subList(1, 1 + LimitArguments.COUNT);
    }
}
