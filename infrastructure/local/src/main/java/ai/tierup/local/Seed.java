package ai.tierup.local;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import io.micronaut.context.BeanContext;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;

/** Puts the accounts of the local run into whatever store is in use. What is there already stays as it is. */
final class Seed {

    private static final Money LOAD_BALANCE = Money.ofUsd("25");

    private final Accounts accounts;
    private final ApiKeys apiKeys;
    private final WalletLedger ledger;
    private final WalletRules rules;
    private final InstantSource clock;

    Seed(Accounts accounts, ApiKeys apiKeys, WalletLedger ledger, WalletRules rules, InstantSource clock) {
        this.accounts = accounts;
        this.apiKeys = apiKeys;
        this.ledger = ledger;
        this.rules = rules;
        this.clock = clock;
    }

    static Seed into(BeanContext service) {
        return new Seed(
                service.getBean(Accounts.class),
                service.getBean(ApiKeys.class),
                service.getBean(WalletLedger.class),
                service.getBean(WalletRules.class),
                service.getBean(InstantSource.class));
    }

    void plant(SeededKeys keys, Money demoBalance) {
        keys.byAccount()
                .forEach((account, key) ->
                        plant(account, key, account.equals(SeededKeys.DEMO) ? demoBalance : LOAD_BALANCE));
    }

    private void plant(AccountId id, ApiKeySecret secret, Money cash) {
        var now = clock.instant();
        accounts.add(new Account(id, now));
        ledger.open(id, "adj#seed", cash, LocalDate.ofInstant(now, ZoneOffset.UTC), rules.freeAllowance());
        apiKeys.add(
                secret.hash(),
                new ApiKey(
                        new KeyId("key_" + id.value().replace('-', '_')),
                        id,
                        "seeded",
                        EnumSet.allOf(Scope.class),
                        null,
                        null,
                        null,
                        null,
                        now,
                        secret.shownPrefix()));
    }
}
