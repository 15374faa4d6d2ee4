package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.OperatorAct;
import ai.tierup.domain.operator.OperatorLog;
import ai.tierup.domain.wallet.Wallet;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Something that an operator does with the tables of a service, whether or not one is running on them. */
interface OperatorCommand {

    /** Not what Java takes beside: nobody means a thousand by 1e3. */
    Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,9})?");

    int ALL_IS_WELL = 0;
    int SOMETHING_IS_WRONG = 1;
    int USED_WRONGLY = 2;

    /** How it is called. */
    String usage();

    /** Whether it can be called like this. */
    boolean takes(List<String> arguments);

    /**
     * Does it.
     *
     * @param service the objects of a service on those tables
     * @param arguments those that it takes
     * @return the exit code
     */
    int run(BeanContext service, List<String> arguments, PrintStream out);

    /** An amount in dollars among the arguments; empty when {@code text} is none. */
    static Optional<Money> amount(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Money.ofUsd(text));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Why a wallet is frozen, for the operator, who may see all of it. */
    static String reasons(Wallet wallet) {
        return wallet.isFrozen()
                ? "Account " + wallet.account() + " is frozen by " + String.join(", ", new TreeSet<>(wallet.frozenBy()))
                        + "."
                : "Account " + wallet.account() + " is not frozen."
                        + (wallet.isInDebt() ? " It is in debt by " + Money.ZERO.minus(wallet.cash()) + "." : "");
    }

    /** Says so, and that something is wrong. */
    static int noWallet(AccountId account, PrintStream out) {
        out.println("There is no account " + account + ".");
        return SOMETHING_IS_WRONG;
    }

    /** Records what the person at this machine is about to do. */
    static void record(BeanContext service, String what, String subject, String why) {
        var now = service.getBean(InstantSource.class).instant();
        service.getBean(OperatorLog.class)
                .add(new OperatorAct(what, subject, System.getProperty("user.name"), now, why));
    }
}
