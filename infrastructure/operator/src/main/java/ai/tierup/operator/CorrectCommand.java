package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.BookManualEntry.Kind;
import java.io.PrintStream;
import java.util.List;

/** Corrects what the ledger has for a payment, a refund or a dispute, by the amount that a reconciliation has found missing. */
final class CorrectCommand implements AccountCommand.Subcommand {

    private static final int MAX_ID_LENGTH = 200;
    private static final int ARGUMENTS = 3;

    @Override
    public String usage() {
        return "ENTRY DOLLARS WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == ARGUMENTS
                && !arguments.getFirst().isBlank()
                && arguments.getFirst().length() <= MAX_ID_LENGTH
                && Arguments.amount(arguments.get(1))
                        .filter(Kind.ADJUSTMENT::isAllowed)
                        .isPresent();
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var amount = Arguments.amount(arguments.get(1)).orElseThrow();
        var outcome = useCases.bookManualEntry()
                .correct(Arguments.operator(), arguments.get(2), account, arguments.getFirst(), amount);
        return BookCommand.print(
                outcome,
                amount,
                "Already corrected; nothing was changed. What still differs needs an adjustment.",
                account,
                out);
    }
}
