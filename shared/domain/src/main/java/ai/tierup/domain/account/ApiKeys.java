package ai.tierup.domain.account;

import java.util.Optional;

/** The directory of credentials. */
public interface ApiKeys {

    /** The key whose secret has this hash, expired or not. */
    Optional<ApiKey> find(ApiKeyHash hash);

    /** The key of {@code account} with this id, expired or not. */
    Optional<ApiKey> find(AccountId account, KeyId id);

    /** Makes {@code key} known; a hash that is known already keeps its key. */
    void add(ApiKeyHash hash, ApiKey key);

    /** Replaces the rights of a key; false when there is no such key. */
    boolean change(AccountId account, KeyId id, KeyRights rights);

    /** Forgets a key, so that its secret is refused; false when there is no such key. */
    boolean remove(AccountId account, KeyId id);
}
