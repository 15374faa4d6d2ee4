package ai.tierup.domain.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of a service that forgets everything when it ends. */
public final class InMemoryApiKeys implements ApiKeys {

    private final Map<ApiKeyHash, ApiKey> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public void add(ApiKeyHash hash, ApiKey key) {
        keys.putIfAbsent(hash, key);
    }
}
