package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
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
        if (!useCases.manageKeys().revoke(Arguments.operator(), arguments.getLast(), account, key)) {
            out.println("The account has no such key.");
            return OperatorCommand.FAILED;
        }
        out.println("Key " + key + " is revoked. It stops working everywhere within 30 seconds.");
        return OperatorCommand.OK;
    }
}
