package ai.tierup.operator;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.BookManualEntry.Kind;
import ai.tierup.domain.wallet.Wallet;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs a subcommand on one account: {@code subcommand ACCOUNT …}. {@code log} also prints all accounts. */
final class AccountCommand implements OperatorCommand {

    /** An operation on one account. */
    interface Subcommand {

        /** The arguments after the account, as the usage text shows them. */
        String usage();

        /** Returns true if these arguments, which follow the account, are valid. */
        boolean accepts(List<String> arguments);

        /**
         * Runs the operation and prints the result.
         *
         * @return the exit code
         */
        int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out);
    }

    private static final String LOG = "log";
    private static final OperatorCommand LOG_COMMAND = new AuditLogCommand();

    private static final Map<String, Subcommand> SUBCOMMANDS = new TreeMap<>(Map.ofEntries(
            Map.entry("open", new OpenAccountCommand()),
            Map.entry("freeze", new FreezeAccountCommand()),
            Map.entry("thaw", new ThawAccountCommand()),
            Map.entry("limit", new LimitAccountCommand()),
            Map.entry("note", new NoteCommand()),
            Map.entry("lanes", new LanesCommand()),
            Map.entry("refund", new RefundCommand()),
            Map.entry("rebuild", new RebuildCommand()),
            Map.entry("adjust", new BookCommand(Kind.ADJUSTMENT)),
            Map.entry("correct", new CorrectCommand()),
            Map.entry("grant", new BookCommand(Kind.GRANT)),
            Map.entry("create-key", new CreateKeyCommand()),
            Map.entry("limit-key", new LimitKeyCommand()),
            Map.entry("revoke-key", new RevokeKeyCommand())));

    @Override
    public String usage() {
        return SUBCOMMANDS.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + " ACCOUNT " + entry.getValue().usage())
                        .collect(Collectors.joining(" | ", "scripts/account ", " | " + LOG_COMMAND.usage()))
                + "   (ACCOUNT: 1 to 32 of a-z 0-9 -; DOLLARS: at most 1000000, negative only for adjust and correct;"
                + " ENTRY: what scripts/reconcile names;"
                + " DAILY, MONTHLY: dollars, or - for no limit; LANES: 1 to 64)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        if (isLog(arguments)) {
            return LOG_COMMAND.accepts(arguments.subList(1, arguments.size()));
        }
        return arguments.size() > 1
                && AccountId.isValid(arguments.get(1))
                && SUBCOMMANDS.containsKey(arguments.getFirst())
                && subcommand(arguments).accepts(rest(arguments));
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        if (isLog(arguments)) {
            return LOG_COMMAND.run(service, arguments.subList(1, arguments.size()), out);
        }
        try {
            return subcommand(arguments)
                    .run(new UseCases(service), new AccountId(arguments.get(1)), rest(arguments), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE_ERROR;
        } catch (AccountDeleted e) {
            out.println("Account " + arguments.get(1) + " was deleted, so nothing can be added to it.");
            return FAILED;
        }
    }

    private static boolean isLog(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(LOG);
    }

    /** Returns a sentence with every reason for which the account is frozen. Only operators may see all of them. */
    static String describeFreezes(Wallet wallet) {
        if (wallet.isFrozen()) {
            var reasons = String.join(", ", new TreeSet<>(wallet.frozenBy()));
            return "Account " + wallet.account() + " is frozen by " + reasons + ".";
        }
        var debt = wallet.isInDebt() ? " It is in debt by " + Money.ZERO.minus(wallet.cash()) + "." : "";
        return "Account " + wallet.account() + " is not frozen." + debt;
    }

    /** Prints that the account does not exist, and returns the exit code. */
    static int noAccount(AccountId account, PrintStream out) {
        out.println("There is no account " + account + ".");
        return FAILED;
    }

    private static Subcommand subcommand(List<String> arguments) {
        return Objects.requireNonNull(SUBCOMMANDS.get(arguments.getFirst()));
    }

    private static List<String> rest(List<String> arguments) {
        return arguments.subList(2, arguments.size());
    }
}
