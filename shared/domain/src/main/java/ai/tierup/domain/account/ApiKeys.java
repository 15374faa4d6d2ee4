package ai.tierup.domain.account;

import java.util.Optional;

/** The directory of credentials. */
public interface ApiKeys {

    /** The key whose secret has this hash, expired or not. */
    Optional<ApiKey> find(ApiKeyHash hash);

    /** The key of {@code account} with this id, expired or not. */
    Optional<ApiKey> find(AccountId account, KeyId id);

    /** Adds {@code key}; an existing hash keeps its key. */
    void add(ApiKeyHash hash, ApiKey key);

    /** Replaces the rights of a key; false if there is no such key. */
    boolean change(AccountId account, KeyId id, KeyRights rights);

    /** Removes a key, so that its secret is refused; false if there is no such key. */
    boolean remove(AccountId account, KeyId id);
}
