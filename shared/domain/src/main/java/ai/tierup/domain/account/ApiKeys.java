package ai.tierup.domain.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The directory of credentials. */
public interface ApiKeys {

    /** The key whose secret has this hash, expired or not. A revoked key is not found, nor one whose team, with its limits, is gone. */
    Optional<ApiKey> find(ApiKeyHash hash);

    /** The key of {@code account} with this id, expired and revoked ones included. */
    Optional<ListedKey> find(AccountId account, KeyId id);

    /** All keys of {@code account}, newest first, expired and revoked ones included. */
    List<ListedKey> list(AccountId account);

    /**
     * Adds {@code key}; an existing hash keeps its key.
     *
     * @throws AccountDeleted when the account of the key is closed
     */
    void add(ApiKeyHash hash, ApiKey key);

    /**
     * Replaces the name and the rights of a key.
     *
     * @return false if the key was not {@code seen} any more: it was changed or revoked, perhaps by a repetition of this call
     */
    boolean change(ApiKey seen, ApiKey changed);

    /**
     * Revokes a key, so that its secret is refused. It stays in the list of its account, as it was.
     *
     * @return false if there is no such key, or it is revoked already
     */
    boolean revoke(AccountId account, KeyId id, Instant at);

    /** Removes the revoked keys of an account from its list, with their names. */
    void eraseRevoked(AccountId account);
}
