package ai.tierup.domain.routing;

import ai.tierup.domain.routing.BreakerState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this process knows of one candidate. Safe for concurrent use. */
final class Breaker {

    private static final int MAX_FAILURES_IN_A_ROW = 3;
    private static final int RECENT = 10;
    private static final int RECENT_MASK = (1 << RECENT) - 1;
    private static final int MAX_RECENT_FAILURES = 5;

    private static final Duration FIRST_OPENING = Duration.ofSeconds(15);
    private static final Duration MAX_OPENING = Duration.ofMinutes(5);
    private static final Duration MIN_OPENING = Duration.ofSeconds(1);

    /** A candidate that fails again within this time after its return is out for longer than before. */
    private static final Duration RELAPSE_TIME = Duration.ofMinutes(10);

    private final String candidate;
    private @Nullable BreakerState state;
    private int failuresInARow;

    /** One bit for each of the last outcomes, set for a failure. */
    private int recentFailures;

    Breaker(String candidate) {
        this.candidate = candidate;
    }

    synchronized Optional<BreakerState> state() {
        return Optional.ofNullable(state);
    }

    /** Takes over what another process has found, if it says more. */
    synchronized void learn(BreakerState shared) {
        if (shared.supersedes(state)) {
            state = shared;
            recentFailures = 0;
        }
    }

    synchronized Phase phase(Instant now) {
        return state == null ? Phase.CLOSED : state.phase(now);
    }

    /** Returns the state with a claim of the trial, which holds off other threads; empty if it is not due. */
    synchronized Optional<BreakerState> claimTrial(Instant now) {
        if (state == null || state.phase(now) != Phase.TRIAL_DUE) {
            return Optional.empty();
        }
        state = state.withTrial(now);
        return Optional.of(state);
    }

    /** Returns the closed state if this success closes the breaker. One of a request from before it opened says nothing. */
    synchronized Optional<BreakerState> succeeded(Instant askedAt, Instant now) {
        record(0);
        if (state == null || state.closedAt() != null || askedAt.isBefore(state.openedAt())) {
            return Optional.empty();
        }
        state = state.closed(now);
        return Optional.of(state);
    }

    /**
     * Returns the open state if this failure opens the breaker, or keeps it open for longer.
     *
     * @param retryAfter the time for which the candidate asks to be spared; null if it names none
     * @param jitter from 0 to 1
     */
    synchronized Optional<BreakerState> failed(
            Instant askedAt, Instant now, @Nullable Duration retryAfter, double jitter) {
        record(1);
        if (retryAfter == null && !opens(askedAt, now)) {
            return Optional.empty();
        }
        var openFor = nextOpening(askedAt, now);
        var base = retryAfter == null ? openFor : between(MIN_OPENING, retryAfter, MAX_OPENING);
        var until = now.plus(base).plusMillis((long) (base.toMillis() * jitter / 4));
        if (state != null && state.closedAt() == null && !until.isAfter(state.openUntil())) {
            return Optional.empty();
        }
        state = new BreakerState(candidate, now, until, openFor, null, null);
        failuresInARow = 0;
        recentFailures = 0;
        return Optional.of(state);
    }

    private void record(int failure) {
        failuresInARow = failure == 0 ? 0 : failuresInARow + 1;
        recentFailures = (recentFailures << 1 | failure) & RECENT_MASK;
    }

    private boolean opens(Instant askedAt, Instant now) {
        return switch (phase(now)) {
            case CLOSED ->
                failuresInARow >= MAX_FAILURES_IN_A_ROW || Integer.bitCount(recentFailures) >= MAX_RECENT_FAILURES;
            case RETURNING -> true;
            case OPEN, TRIAL_DUE -> isTrial(askedAt);
        };
    }

    /** Returns whether a request was made after the end of the opening: as the trial, or because there was no other candidate. */
    private boolean isTrial(Instant askedAt) {
        return state != null && state.closedAt() == null && !askedAt.isBefore(state.openUntil());
    }

    private Duration nextOpening(Instant askedAt, Instant now) {
        if (state == null) {
            return FIRST_OPENING;
        }
        var closedAt = state.closedAt();
        var relapses = closedAt == null ? isTrial(askedAt) : now.isBefore(closedAt.plus(RELAPSE_TIME));
        if (relapses) {
            return between(FIRST_OPENING, state.openFor().multipliedBy(2), MAX_OPENING);
        }
        return closedAt == null ? state.openFor() : FIRST_OPENING;
    }

    private static Duration between(Duration min, Duration value, Duration max) {
        return value.compareTo(min) < 0 ? min : value.compareTo(max) > 0 ? max : value;
    }
}
