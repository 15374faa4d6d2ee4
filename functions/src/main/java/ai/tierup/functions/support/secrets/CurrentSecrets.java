package ai.tierup.functions.support.secrets;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The current secrets. They are read again after five minutes, so that a rotated secret is soon in use. If they cannot be read, the last
 * ones remain usable until they are an hour old. Safe for concurrent use.
 *
 * @param <T> the secrets of one purpose
 */
public final class CurrentSecrets<T> {

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(30);

    private final SecretsReader<T> reader;
    private final Alarms alarms;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable CachedSecrets<T> cached;

    private record CachedSecrets<T>(T secrets, Instant readAt, Instant nextReadAt) {

        CachedSecrets<T> withNextReadAt(Instant instant) {
            return new CachedSecrets<>(secrets, readAt, instant);
        }
    }

    public CurrentSecrets(SecretsReader<T> reader, Alarms alarms, InstantSource clock) {
        this.reader = reader;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Reads the secrets again if they are stale. Call this before a request spends anything; {@link #current} then works until its end.
     *
     * @throws SecretsUnavailable if there are no usable secrets
     */
    public void keepFresh() {
        var seen = cached;
        if (seen != null && (isFresh(seen) || reading.isLocked())) {
            return;
        }
        reading.lock();
        try {
            var latest = cached;
            if (latest == null || !isFresh(latest)) {
                read(latest);
            }
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(CachedSecrets<T> seen) {
        return clock.instant().isBefore(seen.nextReadAt());
    }

    private void read(@Nullable CachedSecrets<T> before) {
        var now = clock.instant();
        try {
            cached = new CachedSecrets<>(reader.read(), now, now.plus(TTL));
        } catch (RuntimeException e) {
            alarms.raise(Alarm.SECRETS_UNAVAILABLE, e.getClass().getName());
            if (before == null || !now.isBefore(before.readAt().plus(MAX_AGE))) {
                throw new SecretsUnavailable(e);
            }
            cached = before.withNextReadAt(now.plus(RETRY_INTERVAL));
        }
    }

    /**
     * Calls {@link #keepFresh} and returns {@link #current}.
     *
     * @throws SecretsUnavailable if there are no usable secrets
     */
    public T fresh() {
        keepFresh();
        return current();
    }

    /** Returns the last secrets that were read, regardless of their age. */
    public T current() {
        var last = cached;
        if (last == null) {
            keepFresh();
            last = cached;
        }
        if (last == null) {
            throw new IllegalStateException("The secrets were cleared while they were read");
        }
        return last.secrets();
    }

    /** Drops the secrets, so that a snapshot does not contain them. */
    public void clear() {
        cached = null;
    }
}
