package ai.tierup.domain.keys;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.id.RequestId;
import java.time.Instant;

/** The counters behind the soft limits of keys. They may be lost. */
public interface PaceCounters {

    /** Returns what a key has used in a minute so far. */
    PaceUse used(KeyId key, long epochMinute);

    /**
     * Counts a request in a minute, unless more was used in it before.
     *
     * @param max the most requests and tokens that may have been used before
     */
    Counted count(KeyId key, long epochMinute, PaceUse max);

    /** @param use what the key has used in the minute, with the request if it is counted */
    record Counted(boolean isCounted, PaceUse use) {}

    void addTokens(KeyId key, long epochMinute, long tokens);

    /**
     * Notes that a request has begun, unless {@code max} others are running.
     *
     * @return whether it has begun
     */
    boolean begin(KeyId key, Running request, long max, Instant now);

    /** Notes that a request has ended. */
    void end(KeyId key, Running request);

    /**
     * A request that is running.
     *
     * @param expiresAtEpochSecond time from which it no longer counts as running
     */
    record Running(RequestId id, long expiresAtEpochSecond) {}
}
