package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes the name and the rights of a key. */
public final class ChangeKey {

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
     * Changes a key. Its spending is counted from its first limit on. Counting continues after the limits are removed, because other
     * environments may use the old limits for some seconds. It ends when the key is revoked.
     *
     * @param change returns the key with another name or other rights
     */
    public Outcome change(Requester requester, AccountId account, KeyId id, UnaryOperator<ApiKey> change) {
        var found = keys.find(account, id).filter(key -> !key.isRevoked());
        if (found.isEmpty()) {
            return new Outcome.Refused(new KeyRefusal.UnknownKey());
        }
        var before = found.get().key();
        var after = change.apply(before);
        var refusal = refusal(requester, before, after);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        trail.record(requester.origin(), account, AuditAction.KEY_CHANGED, id.value());
        return keys.change(after) ? new Outcome.Changed(after) : new Outcome.Refused(new KeyRefusal.UnknownKey());
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
