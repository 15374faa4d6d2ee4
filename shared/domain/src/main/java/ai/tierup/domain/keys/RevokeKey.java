package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.wallet.WalletLedger;

/** Revokes a key for good. Environments that know it refuse it when their copy is too old, after 30 seconds at most. */
public final class RevokeKey {

    private final ApiKeys keys;
    private final CountedKeys counted;

    public RevokeKey(ApiKeys keys, WalletLedger ledger) {
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
    }

    /** Whether there was such a key. What it holds at this moment is settled as usual. */
    public boolean revoke(AccountId account, KeyId id) {
        var removed = keys.remove(account, id);
        counted.forget(account, id);
        return removed;
    }
}
