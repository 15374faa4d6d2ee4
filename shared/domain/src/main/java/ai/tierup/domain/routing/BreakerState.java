package ai.tierup.domain.routing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a circuit breaker that has opened at least once.
 *
 * @param candidate the name of the candidate that it protects requests from
 * @param openUntil until then, nobody asks the candidate; afterwards, one trial request at a time does
 * @param openFor the time for which it opened, before jitter; it opens for twice as long if the trial fails
 * @param trialUntil the time that whoever has claimed the trial may take; null if nobody has
 * @param closedAt when the candidate answered again; null while it has not
 */
public record BreakerState(
        String candidate,
        Instant openedAt,
        Instant openUntil,
        Duration openFor,
        @Nullable Instant trialUntil,
        @Nullable Instant closedAt) {

    /** Longer than any tier waits for a first token. */
    static final Duration TRIAL_TIME = Duration.ofSeconds(60);

    /** The time after a successful trial in which only some requests are sent to the candidate. */
    static final Duration RETURN_TIME = Duration.ofSeconds(30);

    enum Phase {
        OPEN,
        TRIAL_DUE,
        RETURNING,
        CLOSED
    }

    Phase phase(Instant now) {
        if (closedAt != null) {
            return now.isBefore(closedAt.plus(RETURN_TIME)) ? Phase.RETURNING : Phase.CLOSED;
        }
        return now.isBefore(openUntil) || (trialUntil != null && now.isBefore(trialUntil))
                ? Phase.OPEN
                : Phase.TRIAL_DUE;
    }

    /** When the trial was claimed, or the time of the opening if nobody has claimed it. */
    public Instant claimedAt() {
        return trialUntil == null ? openedAt : trialUntil.minus(TRIAL_TIME);
    }

    BreakerState withTrial(Instant now) {
        return new BreakerState(candidate, openedAt, openUntil, openFor, now.plus(TRIAL_TIME), null);
    }

    BreakerState closed(Instant now) {
        return new BreakerState(candidate, openedAt, openUntil, openFor, null, now);
    }

    /** Returns whether it says more than {@code other}: of two opening states the one that is open for longer, otherwise the later one. */
    boolean supersedes(@Nullable BreakerState other) {
        if (other == null || !openUntil.equals(other.openUntil)) {
            return other == null || openUntil.isAfter(other.openUntil);
        }
        return closedAt != null || (other.closedAt == null && trialUntil != null);
    }
}
