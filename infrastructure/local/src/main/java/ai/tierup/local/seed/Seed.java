package ai.tierup.local.seed;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.CreateAccount;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.operator.UseCases;
import io.micronaut.context.BeanContext;
import io.micronaut.core.type.GenericArgument;
import java.util.ArrayList;
import java.util.LinkedHashMap;

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
        var others = new LinkedHashMap<>(keys.byAccount());
        if (secrets.fresh().accessKey().isPresent()) {
            new DemoSignUp(service).write(keys.demo(), demoBalance);
            others.remove(SeededKeys.DEMO);
        }
        var accounts = new ArrayList<CreateAccount.NewAccount>();
        others.forEach((account, secret) -> accounts.add(new CreateAccount.NewAccount(
                account, account.equals(SeededKeys.DEMO) ? demoBalance : LOAD_BALANCE, firstKey(account, secret))));
        createAccount.createAll(accounts, ENTRY_KEY);
    }

    private static CreateAccount.FirstKey firstKey(AccountId account, ApiKeySecret secret) {
        return new CreateAccount.FirstKey(new KeyId("key_" + account.value().replace('-', '_')), "seeded", secret);
    }
}
