package ai.tierup.domain.routing;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.tier.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breakers of all candidates. A candidate that fails three times in a row, or in five of ten requests, or that asks to be
 * spared, is asked no more for a while. Then one process sends it one request as a trial. If that is answered, a tenth of the requests goes
 * to it for half a minute, and then all. Safe for concurrent use.
 */
public final class Breakers {

    private static final int RETURNING_SHARE = 10;
    private static final Duration REFRESH_TIME = Duration.ofSeconds(15);

    private final Mode mode;
    private final SharedBreakers shared;
    private final Executor background;
    private final Alarms alarms;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Breaker> byName = new ConcurrentHashMap<>();
    private final RetryBudget retries = new RetryBudget();
    private final AtomicReference<Instant> refreshDue = new AtomicReference<>(Instant.MIN);

    /** @param background executor for accesses that no request waits for */
    public Breakers(
            Mode mode,
            SharedBreakers shared,
            Executor background,
            Alarms alarms,
            InstantSource clock,
            RandomGenerator random) {
        this.mode = mode;
        this.shared = shared;
        this.background = background;
        this.alarms = alarms;
        this.clock = clock;
        this.random = random;
    }

    /** Whether failures have consequences for later requests. Without, requests that are meant to fail do not disturb others. */
    public enum Mode {
        ON,
        OFF
    }

    /** A request to a candidate, whose outcome is reported when it has ended. */
    public record Asked(Candidate candidate, Instant at) {}

    /** Returns whether a request may be sent to the candidate now. The trial of an ill candidate is claimed by this call. */
    public boolean admits(Candidate candidate) {
        if (mode == Mode.OFF) {
            return true;
        }
        var breaker = breaker(candidate);
        return switch (breaker.phase(now())) {
            case CLOSED -> true;
            case OPEN -> false;
            case RETURNING -> random.nextInt(RETURNING_SHARE) == 0;
            case TRIAL_DUE -> breaker.claimTrial(now()).filter(this::isOurs).isPresent();
        };
    }

    /** The one of several candidates, none of which is admitted, that is due first. It is asked all the same: there is no other. */
    public Candidate leastIll(List<Candidate> candidates) {
        return candidates.stream()
                .min(Comparator.comparing(candidate ->
                        breaker(candidate).state().map(BreakerState::openUntil).orElse(Instant.MIN)))
                .orElseThrow();
    }

    /** Takes a retry from the budget, which is needed to send a request to another candidate; returns false if none is left. */
    public boolean takeRetry() {
        return mode == Mode.OFF || retries.take();
    }

    public Asked asked(Candidate candidate) {
        return new Asked(candidate, now());
    }

    public void succeeded(Asked asked) {
        retries.succeeded();
        breaker(asked.candidate())
                .succeeded(asked.at(), now())
                .ifPresent(state -> inBackground(() -> shared.close(state)));
    }

    /** @param retryAfter the time for which the candidate asks to be spared; null if it names none */
    public void failed(Asked asked, @Nullable Duration retryAfter) {
        breaker(asked.candidate())
                .failed(asked.at(), now(), retryAfter, random.nextDouble())
                .ifPresent(state -> inBackground(() -> shared.open(state)));
    }

    /** In the precision of the store. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Breaker breaker(Candidate candidate) {
        var breaker = byName.computeIfAbsent(candidate.name(), Breaker::new);
        var due = refreshDue.get();
        var now = now();
        if (!now.isBefore(due) && refreshDue.compareAndSet(due, now.plus(REFRESH_TIME))) {
            inBackground(this::refresh);
        }
        return breaker;
    }

    /** Learns what other processes have found. No request waits for it. */
    private void refresh() {
        shared.read(Set.copyOf(byName.keySet()))
                .forEach(state ->
                        byName.computeIfAbsent(state.candidate(), Breaker::new).learn(state));
    }

    private boolean isOurs(BreakerState claimed) {
        try {
            return shared.claimTrial(claimed);
        } catch (RuntimeException e) {
            alarms.raise(Alarm.STORE_UNAVAILABLE, e.getClass().getName());
            return false;
        }
    }

    /** What this process has found holds for it even if the store does not answer. */
    private void inBackground(Runnable access) {
        background.execute(() -> {
            try {
                access.run();
            } catch (RuntimeException e) {
                alarms.raise(Alarm.STORE_UNAVAILABLE, e.getClass().getName());
            }
        });
    }
}
