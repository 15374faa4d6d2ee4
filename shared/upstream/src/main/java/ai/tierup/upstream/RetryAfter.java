package ai.tierup.upstream;

import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** Reads for how long a response asks us to wait before we ask again. */
final class RetryAfter {

    private static final String MILLIS = "retry-after-ms";
    private static final String SECONDS = "retry-after";
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** Returns null if the response does not say it in numbers. No known provider of models sends a date. */
    static @Nullable Duration in(ClassicHttpResponse response) {
        var millis = header(response, MILLIS).filter(RetryAfter::isNumber);
        if (millis.isPresent()) {
            return Duration.ofMillis(Long.parseLong(millis.get()));
        }
        return header(response, SECONDS)
                .filter(RetryAfter::isNumber)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
