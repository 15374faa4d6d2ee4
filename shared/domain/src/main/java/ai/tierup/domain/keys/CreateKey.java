package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Creates a key for an account. The secret is in the result and nowhere else. */
public final class CreateKey {

    /** The maximum number of keys of an account. Revoked keys do not count. Calls at the same time may pass it by a few. */
    private static final int MAX_KEYS = 100;

    private final ApiKeys keys;
    private final CountedKeys counted;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    public CreateKey(ApiKeys keys, WalletLedger ledger, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
        this.trail = trail;
        this.clock = clock;
        this.random = random;
    }

    /** The outcome of {@link #create}. */
    public sealed interface Outcome {

        /** @param secret the secret, to be shown to its owner once */
        record Created(ApiKeySecret secret, ApiKey key) implements Outcome {}

        record Refused(KeyRefusal reason) implements Outcome {}
    }

    /**
     * Creates a key. If it has limits, the wallet starts to count its spending before the key is stored, because a key with limits that
     * is not counted would be refused. After a crash between the two, a key that does not exist takes one of the wallet's places for keys.
     */
    public Outcome create(Requester requester, AccountId account, String name, KeyRights rights) {
        var secret = ApiKeySecret.generate(random);
        var id = KeyId.of(secret.hash());
        var refusal = refusal(requester, account, rights)
                .or(() -> rights.limits().isEmpty() ? Optional.empty() : counted.count(account, SpenderId.of(id)));
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        trail.record(requester.origin(), account, AuditAction.KEY_CREATED, id.value());
        var key = new ApiKey(id, account, name, rights, clock.instant(), secret.shownPrefix());
        keys.add(secret.hash(), key);
        return new Outcome.Created(secret, key);
    }

    private Optional<KeyRefusal> refusal(Requester requester, AccountId account, KeyRights rights) {
        if (!requester.rights().covers(rights)) {
            return Optional.of(new KeyRefusal.BeyondOwnRights());
        }
        var usable = keys.list(account).stream().filter(key -> !key.isRevoked()).count();
        return usable < MAX_KEYS ? Optional.empty() : Optional.of(new KeyRefusal.TooManyKeys(MAX_KEYS));
    }
}
