package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.BookManualEntry.Kind;
import ai.tierup.domain.operator.BookManualEntry.Outcome;
import ai.tierup.domain.wallet.Wallet;
import java.io.PrintStream;
import java.util.List;

/** Books an adjustment or a grant, and prints the new balance. */
record BookCommand(Kind kind) implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "DOLLARS WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2
                && Arguments.amount(arguments.getFirst())
                        .filter(kind::isAllowed)
                        .isPresent();
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var amount = Arguments.amount(arguments.getFirst()).orElseThrow();
        var outcome = useCases.bookManualEntry().book(Arguments.operator(), arguments.get(1), kind, account, amount);
        return print(
                outcome,
                amount,
                "Already booked for this WHY; nothing was changed. A further booking needs another WHY.",
                account,
                out);
    }

    /** @param before what to print when the same was booked before */
    static int print(Outcome outcome, Money amount, String before, AccountId account, PrintStream out) {
        return switch (outcome) {
            case Outcome.Booked(var wallet) -> show("Booked " + amount + ".", wallet, out);
            case Outcome.BookedBefore(var wallet) -> show(before, wallet, out);
            case Outcome.NoAccount() -> AccountCommand.noAccount(account, out);
        };
    }

    private static int show(String result, Wallet wallet, PrintStream out) {
        out.println(result + " The account has " + wallet.cash() + " of cash and " + wallet.grant() + " of credit.");
        return OperatorCommand.OK;
    }
}
