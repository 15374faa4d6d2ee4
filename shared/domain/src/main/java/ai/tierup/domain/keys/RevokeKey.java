package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.InstantSource;

/** Revokes a key permanently. Environments that have cached it refuse it when their copy expires, after at most 30 seconds. */
public final class RevokeKey {

    private final ApiKeys keys;
    private final CountedKeys counted;
    private final AuditTrail trail;
    private final InstantSource clock;

    public RevokeKey(ApiKeys keys, WalletLedger ledger, AuditTrail trail, InstantSource clock) {
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
        this.trail = trail;
        this.clock = clock;
    }

    /** The outcome of {@link #revoke}. */
    public sealed interface Outcome {

        /** @param key the key, which may have been revoked before */
        record Revoked(ListedKey key) implements Outcome {}

        record Refused(KeyRefusal reason) implements Outcome {}
    }

    /** Revokes the key, and stops counting what it spends. Its open holds are settled as usual. Can be repeated. */
    public Outcome revoke(Requester requester, AccountId account, KeyId id) {
        var found = keys.find(account, id);
        if (found.isEmpty()) {
            // A creation that crashed may have left its place.
            counted.forget(account, SpenderId.of(id));
            return new Outcome.Refused(new KeyRefusal.UnknownKey());
        }
        var listed = found.get();
        if (!requester.rights().covers(listed.key().rights())) {
            return new Outcome.Refused(new KeyRefusal.BeyondOwnRights());
        }
        var now = clock.instant();
        if (!listed.isRevoked()) {
            trail.record(requester.origin(), account, AuditAction.KEY_REVOKED, id.value());
            keys.revoke(account, id, now);
        }
        counted.forget(account, SpenderId.of(id));
        return new Outcome.Revoked(listed.isRevoked() ? listed : new ListedKey(listed.key(), now));
    }
}
