package ai.tierup.functions.support.secrets;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The secrets as they were read within the last five minutes, so that a rotated one is in use soon after. While they cannot be read,
 * the last good ones serve for an hour. Safe for concurrent use.
 */
public final class CurrentSecrets {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration USABLE = Duration.ofHours(1);
    private static final Duration NEXT_TRY = Duration.ofSeconds(30);

    private final SecretsReader reader;
    private final Alarms alarms;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(Secrets secrets, Instant readAt, Instant nextReadAt) {

        Known tryingAgainAt(Instant instant) {
            return new Known(secrets, readAt, instant);
        }
    }

    public CurrentSecrets(SecretsReader reader, Alarms alarms, InstantSource clock) {
        this.reader = reader;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * To be called before a request spends anything: it can then rely on {@link #current} to its end.
     *
     * @throws SecretsUnavailable when there are none to serve it with
     */
    public void keepFresh() {
        var seen = known;
        if (seen != null && (isFresh(seen) || reading.isLocked())) {
            return;
        }
        reading.lock();
        try {
            var latest = known;
            if (latest == null || !isFresh(latest)) {
                read(latest);
            }
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Known seen) {
        return clock.instant().isBefore(seen.nextReadAt());
    }

    private void read(@Nullable Known before) {
        var now = clock.instant();
        try {
            known = new Known(reader.read(), now, now.plus(KEPT));
        } catch (RuntimeException e) {
            alarms.raise(Alarm.SECRETS_UNAVAILABLE, e.getClass().getName());
            if (before == null || !now.isBefore(before.readAt().plus(USABLE))) {
                throw new SecretsUnavailable(e);
            }
            known = before.tryingAgainAt(now.plus(NEXT_TRY));
        }
    }

    /**
     * {@link #keepFresh}, and then {@link #current}.
     *
     * @throws SecretsUnavailable when there are none to serve a request with
     */
    public Secrets fresh() {
        keepFresh();
        return current();
    }

    /** The last ones that were read, however old. */
    public Secrets current() {
        var last = known;
        if (last == null) {
            keepFresh();
            last = known;
        }
        if (last == null) {
            throw new IllegalStateException("Secrets were forgotten while they were read");
        }
        return last.secrets();
    }

    /** Nothing is known any more. */
    public void forget() {
        known = null;
    }
}
