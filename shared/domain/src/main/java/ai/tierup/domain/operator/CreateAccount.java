package ai.tierup.domain.operator;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.OpenWallet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Writes an account with a wallet and a key that has all rights. Parts that exist already are left as they are. */
public final class CreateAccount {

    private final Accounts accounts;
    private final ApiKeys apiKeys;
    private final OpenWallet openWallet;
    private final InstantSource clock;
    private final RandomGenerator random;

    public CreateAccount(
            Accounts accounts, ApiKeys apiKeys, OpenWallet openWallet, InstantSource clock, RandomGenerator random) {
        this.accounts = accounts;
        this.apiKeys = apiKeys;
        this.openWallet = openWallet;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The first key of an account.
     *
     * @param name name that its owner sees in lists
     */
    public record FirstKey(KeyId id, String name, ApiKeySecret secret) {}

    /**
     * Writes the wallet, then the key, then the account itself. So an account that can be found has both, and an interrupted call can be
     * repeated.
     *
     * @param entryKey business id of the first credit
     */
    public void create(AccountId id, Money cash, String entryKey, FirstKey key) {
        var now = clock.instant();
        openWallet(id, cash, entryKey, now);
        var secret = key.secret();
        apiKeys.add(secret.hash(), ApiKey.unlimited(key.id(), id, key.name(), now, secret.shownPrefix()));
        accounts.add(new Account(id, now, null));
    }

    /** Writes the account of the playground's visitors, which has neither money nor a key. */
    public void createPlayground(String entryKey) {
        var now = clock.instant();
        openWallet(AccountId.PLAYGROUND, Money.ZERO, entryKey, now);
        accounts.add(new Account(AccountId.PLAYGROUND, now, null));
    }

    private void openWallet(AccountId id, Money cash, String entryKey, Instant now) {
        openWallet.open(LedgerEntry.opening(id, entryKey, cash, now, random.nextLong()));
    }
}
