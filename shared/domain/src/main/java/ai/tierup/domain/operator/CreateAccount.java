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
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes accounts with wallets, and with keys that have all rights. Parts that exist already are left as they are. */
public final class CreateAccount {

    private final AccountOpenings openings;
    private final Accounts accounts;
    private final ApiKeys apiKeys;
    private final OpenWallet openWallet;
    private final WalletRules rules;
    private final InstantSource clock;
    private final RandomGenerator random;

    public CreateAccount(
            AccountOpenings openings,
            Accounts accounts,
            ApiKeys apiKeys,
            WalletLedger ledger,
            WalletRules rules,
            InstantSource clock,
            RandomGenerator random) {
        this.openings = openings;
        this.accounts = accounts;
        this.apiKeys = apiKeys;
        this.openWallet = new OpenWallet(ledger, rules);
        this.rules = rules;
        this.clock = clock;
        this.random = random;
    }

    /** An account that is to be created, with the cash with which it begins. */
    public record NewAccount(AccountId id, Money cash, FirstKey key) {}

    /**
     * The first key of an account.
     *
     * @param name name that its owner sees in lists
     */
    public record FirstKey(KeyId id, String name, ApiKeySecret secret) {}

    /**
     * Writes an account.
     *
     * @param entryKey business id of the first credit
     */
    public void create(NewAccount account, String entryKey) {
        createAll(List.of(account), entryKey);
    }

    /**
     * Writes accounts at once if nothing of them exists, and otherwise what is missing.
     *
     * @param created up to {@link AccountOpenings#MAX_OPENINGS}
     * @param entryKey business id of the first credit of each
     */
    public void createAll(List<NewAccount> created, String entryKey) {
        var now = clock.instant();
        var all =
                created.stream().map(account -> opening(account, entryKey, now)).toList();
        if (!openings.tryOpen(all)) {
            all.forEach(this::createMissing);
        }
    }

    /** Writes the account of the playground's visitors, which has neither money nor a key. */
    public void createPlayground(String entryKey) {
        var now = clock.instant();
        openWallet.open(entry(AccountId.PLAYGROUND, entryKey, Money.ZERO, now));
        accounts.add(new Account(AccountId.PLAYGROUND, now, null));
    }

    private AccountOpenings.Opening opening(NewAccount account, String entryKey, Instant now) {
        var id = account.id();
        var key = account.key();
        var secret = key.secret();
        return new AccountOpenings.Opening(
                new Account(id, now, null),
                entry(id, entryKey, account.cash(), now),
                rules.freeAllowanceOf(id),
                secret.hash(),
                ApiKey.unlimited(key.id(), id, key.name(), now, secret.shownPrefix()));
    }

    /** Writes the wallet, then the key, then the account itself, so that an account that can be found has both. */
    private void createMissing(AccountOpenings.Opening opening) {
        openWallet.open(opening.first());
        apiKeys.add(opening.hash(), opening.key());
        accounts.add(opening.account());
    }

    private LedgerEntry entry(AccountId id, String entryKey, Money cash, Instant now) {
        return LedgerEntry.opening(id, entryKey, cash, now, random.nextLong());
    }
}
