package ai.tierup.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client sees it.
 *
 * @param message what to do next, in our own words
 * @param param path of the field concerned, such as {@code messages[0].content}; null when there is none
 * @param retryAfter when it is worth another try; null when that is not known
 * @param charged whether a part of the answer was paid for, so that a retry would pay again
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

    /** Whether a client shall send the same again although not every one does so by itself. */
    public boolean invitesRetry() {
        return code == ErrorCode.IDEMPOTENCY_IN_PROGRESS;
    }

    /** Whether a client must not send the same again by itself. */
    public boolean forbidsRetry() {
        return charged || code.isLasting();
    }
}
