package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.keys.RevokeKey;
import java.io.PrintStream;
import java.util.List;

/** Revokes a key permanently. */
final class RevokeKeyCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "KEY WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2;
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var key = new KeyId(arguments.getFirst());
        return switch (useCases.manageKeys().revoke(Arguments.operator(), arguments.getLast(), account, key)) {
            case RevokeKey.Outcome.Revoked revoked -> {
                out.println("Key " + key + " is revoked. It stops working everywhere within 30 seconds.");
                yield OperatorCommand.OK;
            }
            case RevokeKey.Outcome.Refused(var reason) -> {
                out.println(LimitArguments.message(reason));
                yield OperatorCommand.FAILED;
            }
        };
    }
}
