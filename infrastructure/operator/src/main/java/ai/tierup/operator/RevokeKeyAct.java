package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import java.io.PrintStream;
import java.util.List;

/** Revokes a key for good. */
final class RevokeKeyAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "KEY WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 2;
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var key = new KeyId(arguments.getFirst());
        if (!useCases.manageKeys().revoke(Arguments.who(), arguments.getLast(), account, key)) {
            out.println("The account has no such key.");
            return OperatorCommand.SOMETHING_IS_WRONG;
        }
        out.println("Key " + key + " is revoked, everywhere within 30 seconds.");
        return OperatorCommand.ALL_IS_WELL;
    }
}
