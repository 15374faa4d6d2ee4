package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The durable store of the hours in which keys were last used. */
public interface KeyUses {

    /**
     * Stores that a key was used, unless a later hour is stored.
     *
     * @param hour the beginning of the hour
     */
    void note(AccountId account, KeyId key, Instant hour);

    /** The beginning of the hour in which a key was last used; empty if it never was. */
    Optional<Instant> find(AccountId account, KeyId key);

    /** The same of all keys of an account, without those that were never used. */
    Map<KeyId, Instant> list(AccountId account);

    /** Removes the last uses of all keys of an account. */
    void erase(AccountId account);
}
