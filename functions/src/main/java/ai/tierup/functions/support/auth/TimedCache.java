package ai.tierup.functions.support.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A cache of a directory of credentials. It keeps known and unknown ones for 30 seconds, so that neither a busy credential nor a guessed one
 * costs a read for each request. A revoked one is accepted for at most as long. Safe for concurrent use.
 */
final class TimedCache<K, V> {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final int MAX_ENTRIES = 10_000;

    private final Function<K, Optional<V>> directory;
    private final InstantSource clock;
    private final Map<K, Cached<V>> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Cached<V>> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    private record Cached<V>(Optional<V> value, Instant staleAt) {}

    TimedCache(Function<K, Optional<V>> directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Optional<V> find(K key) {
        var now = clock.instant();
        synchronized (entries) {
            var cached = entries.get(key);
            if (cached != null && now.isBefore(cached.staleAt())) {
                return cached.value();
            }
        }
        var value = directory.apply(key);
        synchronized (entries) {
            entries.put(key, new Cached<>(value, now.plus(TTL)));
        }
        return value;
    }
}
