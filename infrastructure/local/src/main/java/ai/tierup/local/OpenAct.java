package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;
import java.util.random.RandomGenerator;

/** Opens an account that nobody has signed up for: the first of a stage, or one for somebody who pays by invoice. */
final class OpenAct implements AccountCommand.Act {

    private static final Money MOST_CASH = Money.ofUsd("1000000");

    /** As much of the hash as tells keys apart; it says nothing of the secret. */
    private static final int KEY_ID_LENGTH = 16;

    @Override
    public String usage() {
        return "DOLLARS WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 2
                && OperatorCommand.amount(arguments.getFirst())
                        .filter(cash -> !cash.isNegative() && MOST_CASH.covers(cash))
                        .isPresent();
    }

    @Override
    public int run(BeanContext service, AccountId account, List<String> arguments, PrintStream out) {
        var cash = OperatorCommand.amount(arguments.getFirst()).orElseThrow();
        if (service.getBean(Accounts.class).find(account).isPresent()) {
            out.println("There is an account " + account + " already. Nothing was changed, and no key is shown again.");
            return OperatorCommand.ALL_IS_WELL;
        }
        OperatorCommand.record(service, "open", account + " with " + cash, arguments.get(1));
        var secret = ApiKeySecret.draw(service.getBean(RandomGenerator.class));
        var key = new KeyId("key_" + secret.hash().hex().substring(0, KEY_ID_LENGTH));
        OpenAccount.in(service).with(account, cash, "adj#open", secret, key, "first");
        out.println("Account " + account + " is open with " + cash + ". Its key, which is shown this once:");
        out.println(secret.reveal());
        return OperatorCommand.ALL_IS_WELL;
    }
}
