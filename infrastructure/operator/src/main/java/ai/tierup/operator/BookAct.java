package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.BookManualEntry.Kind;
import ai.tierup.domain.operator.BookManualEntry.Outcome;
import ai.tierup.domain.wallet.Wallet;
import java.io.PrintStream;
import java.util.List;

/** Books money by hand and shows what the account has afterwards. */
record BookAct(Kind kind) implements AccountCommand.Act {

    @Override
    public String usage() {
        return "DOLLARS WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 2
                && Arguments.amount(arguments.getFirst())
                        .filter(kind::isAllowed)
                        .isPresent();
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var amount = Arguments.amount(arguments.getFirst()).orElseThrow();
        return switch (useCases.bookManualEntry().book(Arguments.who(), arguments.get(1), kind, account, amount)) {
            case Outcome.Booked(var wallet) -> show("Booked " + amount + ".", wallet, out);
            case Outcome.BookedBefore(var wallet) ->
                show("This stands already, and nothing was booked. Another one needs another WHY.", wallet, out);
            case Outcome.NoAccount() -> AccountCommand.noAccount(account, out);
        };
    }

    private static int show(String result, Wallet wallet, PrintStream out) {
        out.println(result + " The account has " + wallet.cash() + " of cash and " + wallet.grant() + " of credit.");
        return OperatorCommand.ALL_IS_WELL;
    }
}
