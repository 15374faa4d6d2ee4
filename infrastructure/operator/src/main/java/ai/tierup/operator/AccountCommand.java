package ai.tierup.operator;

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

/** Runs an act on one account: {@code verb ACCOUNT …}. */
final class AccountCommand implements OperatorCommand {

    /** Something that can be done to an account. */
    interface Act {

        /** What follows the account. */
        String usage();

        /** Whether it can be called with these arguments, which follow the account. */
        boolean takes(List<String> arguments);

        /**
         * Does it and prints the result.
         *
         * @return the exit code
         */
        int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out);
    }

    private static final Map<String, Act> ACTS = new TreeMap<>(Map.of(
            "open", new OpenAct(),
            "freeze", new FreezeAct(),
            "thaw", new ThawAct(),
            "adjust", new BookAct(Kind.ADJUSTMENT),
            "grant", new BookAct(Kind.GRANT),
            "create-key", new CreateKeyAct(),
            "limit-key", new LimitKeyAct(),
            "revoke-key", new RevokeKeyAct()));

    @Override
    public String usage() {
        return ACTS.entrySet().stream()
                        .map(act -> act.getKey() + " ACCOUNT " + act.getValue().usage())
                        .collect(Collectors.joining(" | ", "scripts/account ", ""))
                + "   (ACCOUNT: 1 to 32 of a-z 0-9 -; DOLLARS: at most 1000000, below zero only to adjust;"
                + " DAILY, MONTHLY: dollars, or - for no limit)";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() > 1
                && AccountId.isValid(arguments.get(1))
                && ACTS.containsKey(arguments.getFirst())
                && act(arguments).takes(rest(arguments));
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        try {
            return act(arguments).run(new UseCases(service), new AccountId(arguments.get(1)), rest(arguments), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USED_WRONGLY;
        }
    }

    /** For what reasons the account is frozen. The operator may see all of them. */
    static String reasons(Wallet wallet) {
        if (wallet.isFrozen()) {
            var reasons = String.join(", ", new TreeSet<>(wallet.frozenBy()));
            return "Account " + wallet.account() + " is frozen by " + reasons + ".";
        }
        var debt = wallet.isInDebt() ? " It is in debt by " + Money.ZERO.minus(wallet.cash()) + "." : "";
        return "Account " + wallet.account() + " is not frozen." + debt;
    }

    /** Says that there is no such account. */
    static int noAccount(AccountId account, PrintStream out) {
        out.println("There is no account " + account + ".");
        return SOMETHING_IS_WRONG;
    }

    private static Act act(List<String> arguments) {
        return Objects.requireNonNull(ACTS.get(arguments.getFirst()));
    }

    private static List<String> rest(List<String> arguments) {
        return arguments.subList(2, arguments.size());
    }
}
