package ai.tierup.domain.keys;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notes the hours in which keys are used. A process writes once per key and hour, so that a request costs no write of its own. Safe for
 * concurrent use.
 */
public final class NoteKeyUse {

    private static final int MAX_KEYS = 10_000;

    private final KeyUses uses;
    private final InstantSource clock;
    private final Map<KeyId, Instant> noted = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyId, Instant> eldest) {
            return size() > MAX_KEYS;
        }
    };

    public NoteKeyUse(KeyUses uses, InstantSource clock) {
        this.uses = uses;
        this.clock = clock;
    }

    /** Notes that a key is used now. A note that cannot be written fails no request; the next request of the key tries again. */
    public void note(ApiKey key) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        synchronized (noted) {
            if (hour.equals(noted.put(key.id(), hour))) {
                return;
            }
        }
        try {
            uses.note(key.account(), key.id(), hour);
        } catch (RuntimeException e) {
            synchronized (noted) {
                noted.remove(key.id());
            }
        }
    }
}
