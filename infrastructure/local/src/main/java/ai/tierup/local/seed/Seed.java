package ai.tierup.local.seed;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.CreateAccount;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.operator.UseCases;
import io.micronaut.context.BeanContext;
import io.micronaut.core.type.GenericArgument;

/** Writes the accounts of the local run, and that of the playground. Existing accounts are not changed. */
public final class Seed {

    /** The address with which one signs in to the demo account. */
    public static final String DEMO_ADDRESS = "demo@tierup.example";

    private static final String ENTRY_KEY = "adj#seed";
    private static final Money LOAD_BALANCE = Money.ofUsd("25");

    private final BeanContext service;
    private final CreateAccount createAccount;

    public Seed(BeanContext service) {
        this.service = service;
        this.createAccount = new UseCases(service).createAccount();
    }

    /** Writes the demo account by a sign-up, unless nobody can sign up because the secret for it is missing, and the others directly. */
    public void write(SeededKeys keys, Money demoBalance) {
        createAccount.createPlayground(ENTRY_KEY);
        var secrets = service.getBean(new GenericArgument<CurrentSecrets<AccessSecrets>>() {});
        var hasSignUp = secrets.fresh().accessKey().isPresent();
        keys.byAccount().forEach((account, secret) -> {
            var isDemo = account.equals(SeededKeys.DEMO);
            if (isDemo && hasSignUp) {
                new DemoSignUp(service).write(secret, demoBalance);
            } else {
                var id = new KeyId("key_" + account.value().replace('-', '_'));
                var cash = isDemo ? demoBalance : LOAD_BALANCE;
                createAccount.create(account, cash, ENTRY_KEY, new CreateAccount.FirstKey(id, "seeded", secret));
            }
        });
    }
}
