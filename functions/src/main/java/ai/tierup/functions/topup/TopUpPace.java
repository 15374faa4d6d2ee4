package ai.tierup.functions.topup;

import ai.tierup.domain.account.AccountId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how many top-ups an account places in a minute, because each makes Stripe create a checkout and Stripe's rate limit is shared by
 * all. Each environment counts for itself. Their number has a limit too, the function's reserved concurrency. Safe for concurrent use.
 */
@Singleton
final class TopUpPace {

    static final int MAX_PER_MINUTE = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_ACCOUNTS = 1_000;

    private final InstantSource clock;
    private final Map<AccountId, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Minute> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    private record Minute(Instant end, int placed) {}

    TopUpPace(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one more top-up of {@code account}, unless it has placed too many. Returns whether it was counted. */
    synchronized boolean admits(AccountId account) {
        var now = clock.instant();
        var minute = minutes.get(account);
        if (minute == null || !now.isBefore(minute.end())) {
            minute = new Minute(now.plus(MINUTE), 0);
        }
        if (minute.placed() == MAX_PER_MINUTE) {
            return false;
        }
        minutes.put(account, new Minute(minute.end(), minute.placed() + 1));
        return true;
    }
}
