package ai.tierup.local.seed;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.CreateAccount;

/** Writes the accounts of the local run, and that of the playground. Existing accounts are not changed. */
public final class Seed {

    private static final String ENTRY_KEY = "adj#seed";
    private static final Money LOAD_BALANCE = Money.ofUsd("25");

    private final CreateAccount createAccount;

    public Seed(CreateAccount createAccount) {
        this.createAccount = createAccount;
    }

    public void write(SeededKeys keys, Money demoBalance) {
        createAccount.createPlayground(ENTRY_KEY);
        keys.byAccount().forEach((account, secret) -> {
            var cash = account.equals(SeededKeys.DEMO) ? demoBalance : LOAD_BALANCE;
            var id = new KeyId("key_" + account.value().replace('-', '_'));
            createAccount.create(account, cash, ENTRY_KEY, new CreateAccount.FirstKey(id, "seeded", secret));
        });
    }
}
