package ai.tierup.upstream;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads for how long a response asks us to wait before we ask again. */
final class RetryAfter {

    private static final String MILLIS = "retry-after-ms";
    private static final String SECONDS = "retry-after";
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** Returns null if the response does not say it in numbers. No known provider of models sends a date. */
    static @Nullable Duration in(HttpHeaders headers) {
        var millis = headers.firstValue(MILLIS).filter(RetryAfter::isNumber);
        if (millis.isPresent()) {
            return Duration.ofMillis(Long.parseLong(millis.get()));
        }
        return headers.firstValue(SECONDS)
                .filter(RetryAfter::isNumber)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
