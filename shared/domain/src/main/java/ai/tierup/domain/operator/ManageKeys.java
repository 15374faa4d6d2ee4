package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.KeyRefusal;
import ai.tierup.domain.keys.LimitKey;
import ai.tierup.domain.keys.RevokeKey;
import java.util.Optional;

/** Creates, limits and revokes keys on behalf of an account. */
public final class ManageKeys {

    private final RecordedActs acts;
    private final CreateKey createKey;
    private final LimitKey limitKey;
    private final RevokeKey revokeKey;

    public ManageKeys(RecordedActs acts, CreateKey createKey, LimitKey limitKey, RevokeKey revokeKey) {
        this.acts = acts;
        this.createKey = createKey;
        this.limitKey = limitKey;
        this.revokeKey = revokeKey;
    }

    /**
     * Creates a key that has all rights within {@code limits}.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public CreateKey.Outcome create(Operator who, String why, AccountId account, String name, KeyLimits limits) {
        var rights = KeyRights.ALL.with(limits);
        return acts.run(who, why, "create-key", account + " " + name, () -> createKey.create(account, name, rights));
    }

    /**
     * Sets the limits of a key.
     *
     * @return the reason against it; empty when the key has {@code limits} now
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Optional<KeyRefusal> limit(Operator who, String why, AccountId account, KeyId key, KeyLimits limits) {
        return acts.run(who, why, "limit-key", account + " " + key, () -> limitKey.limit(account, key, limits));
    }

    /**
     * Revokes a key.
     *
     * @return whether there was such a key
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public boolean revoke(Operator who, String why, AccountId account, KeyId key) {
        return acts.run(who, why, "revoke-key", account + " " + key, () -> revokeKey.revoke(account, key));
    }
}
