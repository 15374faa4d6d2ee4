package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.SetLanes.Outcome;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Divides the wallet of an account into lanes, or makes it one wallet again. */
final class LanesCommand implements AccountCommand.Subcommand {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    @Override
    public String usage() {
        return "LANES WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2 && NUMBER.matcher(arguments.getFirst()).matches();
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var lanes = Integer.parseInt(arguments.getFirst());
        return switch (useCases.divideWallet().divide(Arguments.operator(), arguments.getLast(), account, lanes)) {
            case Outcome.Divided(var wallet) -> {
                out.println(
                        lanes == 1
                                ? "The wallet of " + account + " is one item."
                                : "The wallet of " + account + " has " + lanes + " lanes.");
                yield OperatorCommand.OK;
            }
            case Outcome.Closing(var wallet) -> {
                out.println("Closed lanes of " + account + " still have holds. Repeat the command when they have ended,"
                        + " at the latest in 20 minutes.");
                yield OperatorCommand.FAILED;
            }
            case Outcome.Frozen(var wallet) -> {
                out.println("Not divided. " + AccountCommand.describeFreezes(wallet));
                yield OperatorCommand.FAILED;
            }
            case Outcome.NoWallet() -> AccountCommand.noAccount(account, out);
        };
    }
}
