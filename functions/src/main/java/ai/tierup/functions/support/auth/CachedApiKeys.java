package ai.tierup.functions.support.auth;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of API keys. It keeps known and unknown keys for 30 seconds, so that neither a busy key nor a guessed one costs a read for each
 * request. A revoked key is accepted for at most as long. Safe for concurrent use.
 */
public final class CachedApiKeys {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final int MAX_KEYS = 10_000;

    private final ApiKeys keys;
    private final InstantSource clock;
    private final Map<ApiKeyHash, CachedKey> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ApiKeyHash, CachedKey> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private record CachedKey(Optional<ApiKey> key, Instant staleAt) {}

    public CachedApiKeys(ApiKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Optional<ApiKey> find(ApiKeyHash hash) {
        var now = clock.instant();
        synchronized (entries) {
            var cached = entries.get(hash);
            if (cached != null && now.isBefore(cached.staleAt())) {
                return cached.key();
            }
        }
        var key = keys.find(hash);
        synchronized (entries) {
            entries.put(hash, new CachedKey(key, now.plus(TTL)));
        }
        return key;
    }
}
