package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes the name and the rights of a key. */
public final class ChangeKey {

    private static final int MAX_ATTEMPTS = 10;

    private final ApiKeys keys;
    private final CountedKeys counted;
    private final AuditTrail trail;

    public ChangeKey(ApiKeys keys, WalletLedger ledger, AuditTrail trail) {
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
        this.trail = trail;
    }

    /** The outcome of {@link #change}. */
    public sealed interface Outcome {

        record Changed(ApiKey key) implements Outcome {}

        record Refused(KeyRefusal reason) implements Outcome {}
    }

    /**
     * Changes a key. What others change at the same time stays, unless {@code change} is about the same. The key's spending is counted from its
     * first limit on. Counting continues after the limits are removed, because other environments may use the old limits for some seconds. It
     * ends when the key is revoked.
     *
     * @param change returns the key with another name or other rights; called again if the key was changed meanwhile
     */
    public Outcome change(Requester requester, AccountId account, KeyId id, UnaryOperator<ApiKey> change) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var before = keys.find(account, id).filter(key -> !key.isRevoked()).map(ListedKey::key);
            if (before.isEmpty()) {
                return new Outcome.Refused(new KeyRefusal.UnknownKey());
            }
            var after = change.apply(before.get());
            var refusal = refusal(requester, before.get(), after);
            if (refusal.isPresent()) {
                return new Outcome.Refused(refusal.get());
            }
            if (attempt == 0) {
                trail.record(requester.origin(), account, AuditAction.KEY_CHANGED, id.value());
            }
            if (keys.change(before.get(), after)) {
                return new Outcome.Changed(after);
            }
        }
        throw new IllegalStateException("The key " + id.value() + " changed during every attempt");
    }

    private Optional<KeyRefusal> refusal(Requester requester, ApiKey before, ApiKey after) {
        if (!requester.rights().covers(before.rights()) || !requester.rights().covers(after.rights())) {
            return Optional.of(new KeyRefusal.BeyondOwnRights());
        }
        return after.rights().limits().isEmpty()
                ? Optional.empty()
                : counted.count(after.account(), SpenderId.of(after.id()));
    }
}
