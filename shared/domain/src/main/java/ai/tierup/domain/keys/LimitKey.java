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
     * Sets the limits of a key. Its spending is counted from its first limit on. Counting continues after the limits are removed, because
     * other environments may use the old limits for some seconds. It ends when the key is revoked.
     *
     * @return empty if the key now has {@code limits}, otherwise the reason it does not
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
