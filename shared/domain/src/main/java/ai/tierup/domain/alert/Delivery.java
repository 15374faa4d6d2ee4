package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An alert that is to be delivered on one channel.
 *
 * @param attempts number of attempts so far, one that may be running included
 * @param dueAt when it is attempted next
 */
public record Delivery(DeliveryId id, AccountId account, Channel channel, Alert alert, int attempts, Instant dueAt) {

    /** The waits after each attempt. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));

    /** After this number of attempts, a delivery is given up. */
    static final int MAX_ATTEMPTS = WAITS.size() + 1;

    /** Returns this delivery with one more attempt, which begins at {@code now}. */
    Delivery attempted(Instant now) {
        var wait = WAITS.get(Math.min(attempts, WAITS.size() - 1));
        return new Delivery(id, account, channel, alert, attempts + 1, now.plus(wait));
    }

    boolean isExhausted() {
        return attempts >= MAX_ATTEMPTS;
    }
}
