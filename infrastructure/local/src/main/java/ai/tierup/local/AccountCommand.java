package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an operator does to one account: {@code verb ACCOUNT …}. */
final class AccountCommand implements OperatorCommand {

    /** What can be done. */
    interface Act {

        /** What follows the account. */
        String usage();

        /** Whether it can be called with what follows the account. */
        boolean takes(List<String> arguments);

        /**
         * Does it.
         *
         * @return the exit code
         */
        int run(BeanContext service, AccountId account, List<String> arguments, PrintStream out);
    }

    private static final Map<String, Act> ACTS = new TreeMap<>(Map.of(
            "open", new OpenAct(),
            "freeze", new FreezeAct(),
            "thaw", new ThawAct(),
            "adjust", BookAct.ADJUST,
            "grant", BookAct.GRANT));

    @Override
    public String usage() {
        return ACTS.entrySet().stream()
                        .map(act -> act.getKey() + " ACCOUNT " + act.getValue().usage())
                        .collect(Collectors.joining(" | ", "scripts/account ", ""))
                + "   (ACCOUNT: 1 to 32 of a-z 0-9 -; DOLLARS: at most 1000000, below zero only to adjust)";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() > 1
                && AccountId.is(arguments.get(1))
                && ACTS.containsKey(arguments.getFirst())
                && act(arguments).takes(rest(arguments));
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        try {
            return act(arguments).run(service, new AccountId(arguments.get(1)), rest(arguments), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USED_WRONGLY;
        }
    }

    private static Act act(List<String> arguments) {
        return Objects.requireNonNull(ACTS.get(arguments.getFirst()));
    }

    private static List<String> rest(List<String> arguments) {
        return arguments.subList(2, arguments.size());
    }
}
