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
 * The directory of keys, remembered for a while: what is known and what is not, so that neither a busy key nor a guessed one costs
 * a read each time. A revoked key is accepted for at most that long.
 */
public final class CachedApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_KEYS = 10_000;

    private final ApiKeys keys;
    private final InstantSource clock;
    private final Map<ApiKeyHash, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ApiKeyHash, Answer> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private record Answer(Optional<ApiKey> key, Instant staleAt) {}

    public CachedApiKeys(ApiKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Optional<ApiKey> find(ApiKeyHash hash) {
        var now = clock.instant();
        synchronized (answers) {
            var known = answers.get(hash);
            if (known != null && now.isBefore(known.staleAt())) {
                return known.key();
            }
        }
        var key = keys.find(hash);
        synchronized (answers) {
            answers.put(hash, new Answer(key, now.plus(REMEMBERED)));
        }
        return key;
    }
}
