package ai.tierup.local;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import io.micronaut.context.BeanContext;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes an account with a wallet and a key that may do everything. What is there already stays as it is. */
record OpenAccount(
        Accounts accounts,
        ApiKeys apiKeys,
        WalletLedger ledger,
        WalletRules rules,
        InstantSource clock,
        RandomGenerator random) {

    static OpenAccount in(BeanContext service) {
        return new OpenAccount(
                service.getBean(Accounts.class),
                service.getBean(ApiKeys.class),
                service.getBean(WalletLedger.class),
                service.getBean(WalletRules.class),
                service.getBean(InstantSource.class),
                service.getBean(RandomGenerator.class));
    }

    /**
     * The account comes last: where it is known, so are its wallet and a key.
     *
     * @param entryKey business id of the first credit
     */
    void with(AccountId id, Money cash, String entryKey, ApiKeySecret secret, KeyId key, String keyName) {
        var now = clock.instant();
        ledger.open(LedgerEntry.opening(id, entryKey, cash, now, random.nextLong()), rules.freeAllowance());
        apiKeys.add(secret.hash(), ApiKey.unlimited(key, id, keyName, now, secret.shownPrefix()));
        accounts.add(new Account(id, now));
    }
}
