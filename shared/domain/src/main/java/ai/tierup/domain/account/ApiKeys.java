package ai.tierup.domain.account;

import java.util.Optional;

/** The directory of credentials. */
public interface ApiKeys {

    /** The key whose secret has this hash, expired or not. */
    Optional<ApiKey> find(ApiKeyHash hash);

    /** Makes {@code key} known; a hash that is known already keeps its key. */
    void add(ApiKeyHash hash, ApiKey key);
}
