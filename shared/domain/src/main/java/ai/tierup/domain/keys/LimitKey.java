package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.Optional;

/** Sets, changes or removes the limits of a key. */
public final class LimitKey {

    private final ApiKeys keys;
    private final CountedKeys counted;

    public LimitKey(ApiKeys keys, WalletLedger ledger) {
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
    }

    /**
     * Empty when the key has {@code limits} now; else why not. A key counts what it spends from its first limit on. The count goes on
     * when its limits are removed, because other environments may know the old limits for some seconds; it ends with the key.
     */
    public Optional<KeyRefusal> limit(AccountId account, KeyId id, KeyLimits limits) {
        var key = keys.find(account, id);
        if (key.isEmpty()) {
            return Optional.of(new KeyRefusal.UnknownKey());
        }
        if (!limits.isEmpty()) {
            var refusal = counted.count(account, id);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return keys.change(account, id, key.get().rights().with(limits))
                ? Optional.empty()
                : Optional.of(new KeyRefusal.UnknownKey());
    }
}
