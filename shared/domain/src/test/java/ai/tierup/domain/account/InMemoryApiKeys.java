package ai.tierup.domain.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link ApiKeys}. */
public final class InMemoryApiKeys implements ApiKeys {

    private final Map<ApiKeyHash, ApiKey> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public Optional<ApiKey> find(AccountId account, KeyId id) {
        return keys.values().stream().filter(key -> is(key, account, id)).findFirst();
    }

    @Override
    public void add(ApiKeyHash hash, ApiKey key) {
        keys.putIfAbsent(hash, key);
    }

    @Override
    public boolean change(AccountId account, KeyId id, KeyRights rights) {
        var known = find(account, id).isPresent();
        keys.replaceAll((hash, key) -> is(key, account, id) ? key.with(rights) : key);
        return known;
    }

    @Override
    public boolean remove(AccountId account, KeyId id) {
        return keys.values().removeIf(key -> is(key, account, id));
    }

    private static boolean is(ApiKey key, AccountId account, KeyId id) {
        return key.account().equals(account) && key.id().equals(id);
    }
}
