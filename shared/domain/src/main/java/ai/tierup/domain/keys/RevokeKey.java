package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.wallet.WalletLedger;

/** Revokes a key permanently. Environments that have cached it refuse it when their copy expires, after at most 30 seconds. */
public final class RevokeKey {

    private final ApiKeys keys;
    private final CountedKeys counted;

    public RevokeKey(ApiKeys keys, WalletLedger ledger) {
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
    }

    /**
     * Revokes the key. Its open holds are settled as usual.
     *
     * @return false if there was no such key
     */
    public boolean revoke(AccountId account, KeyId id) {
        var removed = keys.remove(account, id);
        counted.forget(account, id);
        return removed;
    }
}
