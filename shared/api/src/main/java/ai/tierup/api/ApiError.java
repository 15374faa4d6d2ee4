package ai.tierup.api;

import ai.tierup.domain.answer.ChatRefusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client sees it.
 *
 * @param message the text for the customer, with what to do next
 * @param param the path of the field concerned, such as {@code messages[0].content}; null if there is none
 * @param retryAfter the time after which a retry can succeed; null if unknown
 * @param allowedMethods the methods that the path supports; empty if the method is not the error
 * @param refusal the domain's reason, for APIs whose clients look for words of their own; null if the error has another cause
 */
public record ApiError(
        ErrorCode code,
        String message,
        @Nullable String param,
        @Nullable Duration retryAfter,
        List<String> allowedMethods,
        @Nullable ChatRefusal refusal) {

    /** Creates an error that is no refusal of the domain. */
    public ApiError(
            ErrorCode code,
            String message,
            @Nullable String param,
            @Nullable Duration retryAfter,
            List<String> allowedMethods) {
        this(code, message, param, retryAfter, allowedMethods, null);
    }

    static ApiError of(ErrorCode code, String message) {
        return new ApiError(code, message, null, null, List.of());
    }

    static ApiError of(ErrorCode code, String message, @Nullable String param) {
        return new ApiError(code, message, param, null, List.of());
    }

    ApiError retryAfter(Duration duration) {
        return new ApiError(code, message, param, duration, allowedMethods, refusal);
    }

    ApiError saying(String words) {
        return new ApiError(code, words, param, retryAfter, allowedMethods, refusal);
    }

    ApiError because(ChatRefusal reason) {
        return new ApiError(code, message, param, retryAfter, allowedMethods, reason);
    }

    /** True if a client should retry although not every client would by default. */
    public boolean invitesRetry() {
        return code == ErrorCode.IDEMPOTENCY_IN_PROGRESS;
    }

    /** True if a client must not retry automatically. */
    public boolean forbidsRetry() {
        return code.forbidsRetry();
    }
}
