package ai.tierup.domain.keys;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.Pace;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.id.RequestId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the requests of keys within their soft limits. A key without such limits costs nothing. Tokens are counted when an answer ends, so
 * the requests that are running may pass the limit of tokens. Safe for concurrent use.
 *
 * <p>When the counters fail, requests are admitted: a soft limit is not worth an outage, and money has limits of its own.
 */
public final class KeyPace {

    /** The longest time that a request counts as running, in case its process dies. Longer than any request takes. */
    private static final Duration MAX_RUNNING = Duration.ofMinutes(16);

    private static final Duration RETRY_WHILE_RUNNING = Duration.ofSeconds(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final PaceCounters counters;
    private final InstantSource clock;

    /** What keys have used in a minute that is over, which no longer changes. */
    private final Map<KeyId, PastMinute> past = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyId, PastMinute> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private record PastMinute(long epochMinute, PaceUse use) {}

    public KeyPace(PaceCounters counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    /** The outcome of {@link #admit}. */
    public sealed interface Outcome {

        /** What is left of the key's limits. */
        PaceState state();

        /** @param running the request, if it is counted as running until {@link #ended}; null if not */
        record Admitted(PaceState state, PaceCounters.@Nullable Running running) implements Outcome {}

        /**
         * The request has to wait.
         *
         * @param reached the limit that is reached
         * @param retryAfter time after which it is admitted, if the key sends nothing else
         */
        record Refused(PaceState state, Pace reached, long limit, Duration retryAfter) implements Outcome {}
    }

    /** Counts a request, unless one of the limits of its key is reached. */
    public Outcome admit(ApiKey key, RequestId request) {
        var limits = key.rights().pace();
        if (limits.isEmpty()) {
            return new Outcome.Admitted(PaceState.NONE, null);
        }
        try {
            return begin(key.id(), limits, request);
        } catch (RuntimeException e) {
            return new Outcome.Admitted(PaceState.NONE, null);
        }
    }

    private Outcome begin(KeyId key, PaceLimits limits, RequestId request) {
        var max = limits.of(Pace.CONCURRENT_REQUESTS);
        if (max.isEmpty()) {
            return count(key, limits, null);
        }
        var now = clock.instant();
        var running = new PaceCounters.Running(request, now.plus(MAX_RUNNING).getEpochSecond());
        if (!counters.begin(key, running, max.getAsLong(), now)) {
            return new Outcome.Refused(PaceState.NONE, Pace.CONCURRENT_REQUESTS, max.getAsLong(), RETRY_WHILE_RUNNING);
        }
        var outcome = count(key, limits, running);
        if (outcome instanceof Outcome.Refused) {
            counters.end(key, running);
        }
        return outcome;
    }

    private Outcome count(KeyId key, PaceLimits limits, PaceCounters.@Nullable Running running) {
        if (limits.of(Pace.REQUESTS_PER_MINUTE).isEmpty()
                && limits.of(Pace.TOKENS_PER_MINUTE).isEmpty()) {
            return new Outcome.Admitted(PaceState.NONE, running);
        }
        var window = PaceWindow.at(clock.instant());
        var previous = previous(key, window.epochMinute() - 1);
        var max = new PaceUse(
                maxBefore(limits, Pace.REQUESTS_PER_MINUTE, window.carried(previous.requests())),
                maxBefore(limits, Pace.TOKENS_PER_MINUTE, window.carried(previous.tokens())));
        var counted = max.requests() < 0 || max.tokens() < 0
                ? new PaceCounters.Counted(false, counters.used(key, window.epochMinute()))
                : counters.count(key, window.epochMinute(), max);
        var use = counted.use();
        var state = state(limits, window, previous, use);
        if (counted.isCounted()) {
            return new Outcome.Admitted(state, running);
        }
        return longerWait(
                refusal(state, limits, Pace.REQUESTS_PER_MINUTE, window, previous.requests(), use.requests()),
                refusal(state, limits, Pace.TOKENS_PER_MINUTE, window, previous.tokens(), use.tokens()));
    }

    private PaceUse previous(KeyId key, long epochMinute) {
        synchronized (past) {
            var known = past.get(key);
            if (known != null && known.epochMinute() == epochMinute) {
                return known.use();
            }
        }
        var use = counters.used(key, epochMinute);
        synchronized (past) {
            past.put(key, new PastMinute(epochMinute, use));
        }
        return use;
    }

    private static long maxBefore(PaceLimits limits, Pace pace, long carried) {
        var limit = limits.of(pace);
        return limit.isEmpty() ? Long.MAX_VALUE : limit.getAsLong() - 1 - carried;
    }

    private static Outcome.Refused refusal(
            PaceState state, PaceLimits limits, Pace pace, PaceWindow window, long previous, long current) {
        var limit = limits.of(pace).orElse(Long.MAX_VALUE);
        return new Outcome.Refused(state, pace, limit, window.untilOneIsLeft(limit, previous, current));
    }

    private static Outcome.Refused longerWait(Outcome.Refused one, Outcome.Refused other) {
        return one.retryAfter().compareTo(other.retryAfter()) >= 0 ? one : other;
    }

    private static PaceState state(PaceLimits limits, PaceWindow window, PaceUse previous, PaceUse use) {
        var left = new ArrayList<PaceState.Left>();
        limits.of(Pace.REQUESTS_PER_MINUTE)
                .ifPresent(limit -> left.add(new PaceState.Left(
                        Pace.REQUESTS_PER_MINUTE,
                        limit,
                        window.left(limit, previous.requests(), use.requests()),
                        window.untilAllIsLeft(previous.requests(), use.requests()))));
        limits.of(Pace.TOKENS_PER_MINUTE)
                .ifPresent(limit -> left.add(new PaceState.Left(
                        Pace.TOKENS_PER_MINUTE,
                        limit,
                        window.left(limit, previous.tokens(), use.tokens()),
                        window.untilAllIsLeft(previous.tokens(), use.tokens()))));
        return new PaceState(left);
    }

    /**
     * Notes that an admitted request has ended.
     *
     * @param tokens what its answer is billed for
     */
    public void ended(ApiKey key, Outcome.Admitted admitted, long tokens) {
        try {
            var running = admitted.running();
            if (running != null) {
                counters.end(key.id(), running);
            }
            if (tokens > 0 && key.rights().pace().of(Pace.TOKENS_PER_MINUTE).isPresent()) {
                counters.addTokens(key.id(), PaceWindow.at(clock.instant()).epochMinute(), tokens);
            }
        } catch (RuntimeException e) {
            // A request that is not noted as ended expires, and tokens that are not counted are not limited.
        }
    }
}
