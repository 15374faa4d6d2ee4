package ai.tierup.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client sees it.
 *
 * @param message the text for the customer, with what to do next
 * @param param the path of the field concerned, such as {@code messages[0].content}; null if there is none
 * @param retryAfter the time after which a retry can succeed; null if unknown
 * @param charged true if the customer paid for a part of the answer, so that a retry would pay again
 */
public record ApiError(
        ErrorCode code,
        String message,
        @Nullable String param,
        @Nullable Duration retryAfter,
        boolean charged) {

    static ApiError of(ErrorCode code, String message) {
        return new ApiError(code, message, null, null, false);
    }

    static ApiError of(ErrorCode code, String message, @Nullable String param) {
        return new ApiError(code, message, param, null, false);
    }

    ApiError retryAfter(Duration duration) {
        return new ApiError(code, message, param, duration, charged);
    }

    ApiError charged(boolean wasCharged) {
        return new ApiError(code, message, param, retryAfter, wasCharged);
    }

    /** True if a client should retry although not every client would by default. */
    public boolean invitesRetry() {
        return code == ErrorCode.IDEMPOTENCY_IN_PROGRESS;
    }

    /** True if a client must not retry automatically. */
    public boolean forbidsRetry() {
        return charged || code.isLasting();
    }
}
