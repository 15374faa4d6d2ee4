package ai.tierup.local;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import io.micronaut.context.BeanContext;

/** Puts the accounts of the local run into whatever store is in use. What is there already stays as it is. */
final class Seed {

    private static final Money LOAD_BALANCE = Money.ofUsd("25");

    private final OpenAccount open;

    private Seed(OpenAccount open) {
        this.open = open;
    }

    static Seed into(BeanContext service) {
        return new Seed(OpenAccount.in(service));
    }

    void plant(SeededKeys keys, Money demoBalance) {
        keys.byAccount().forEach((account, secret) -> {
            var cash = account.equals(SeededKeys.DEMO) ? demoBalance : LOAD_BALANCE;
            var key = new KeyId("key_" + account.value().replace('-', '_'));
            open.with(account, cash, "adj#seed", secret, key, "seeded");
        });
    }
}
