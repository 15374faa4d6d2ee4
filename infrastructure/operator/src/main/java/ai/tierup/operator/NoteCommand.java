package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import java.io.PrintStream;
import java.util.List;

/** Writes a note into an account's audit log. */
final class NoteCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "TEXT";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 1;
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        if (!useCases.noteOnAccount().write(Arguments.operator(), account, arguments.getFirst())) {
            return AccountCommand.noAccount(account, out);
        }
        out.println("The note is in the audit log of " + account + ", which the customer reads.");
        return OperatorCommand.OK;
    }
}
