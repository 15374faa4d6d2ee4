package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.ListedKey;
import java.util.List;
import java.util.Optional;

/** Reads the keys of accounts with their last uses. */
public final class ListKeys {

    private final ApiKeys keys;
    private final KeyUses uses;

    public ListKeys(ApiKeys keys, KeyUses uses) {
        this.keys = keys;
        this.uses = uses;
    }

    /** All keys of {@code account}, newest first, expired and revoked ones included. */
    public List<UsedKey> list(AccountId account) {
        var hours = uses.list(account);
        return keys.list(account).stream()
                .map(listed -> new UsedKey(listed, hours.get(listed.key().id())))
                .toList();
    }

    /** The key of {@code account} with this id, expired and revoked ones included. */
    public Optional<UsedKey> find(AccountId account, KeyId id) {
        return keys.find(account, id).map(this::withUse);
    }

    /** Adds the last use to a key. */
    public UsedKey withUse(ListedKey listed) {
        var key = listed.key();
        return new UsedKey(listed, uses.find(key.account(), key.id()).orElse(null));
    }
}
