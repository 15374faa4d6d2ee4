package ai.tierup.api;

import ai.tierup.domain.keys.KeyPace;

/** Translates a soft limit that is reached into an error of the catalogue. */
public final class PaceErrors {

    private PaceErrors() {}

    public static ApiError of(KeyPace.Outcome.Refused refused) {
        var limit = refused.limit();
        return switch (refused.reached()) {
            case REQUESTS_PER_MINUTE ->
                tooFast("This API key may send " + limit + " requests a minute, which it has done.", refused);
            case TOKENS_PER_MINUTE ->
                tooFast("This API key may use " + limit + " tokens a minute, which it has done.", refused);
            case CONCURRENT_REQUESTS ->
                ApiError.of(
                                ErrorCode.TOO_MANY_CONCURRENT_REQUESTS,
                                "This API key already has " + limit
                                        + " requests running, which is its limit. You were not charged. Wait until one has ended.")
                        .retryAfter(refused.retryAfter());
        };
    }

    private static ApiError tooFast(String reason, KeyPace.Outcome.Refused refused) {
        return ApiError.of(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        reason
                                + " You were not charged. Retry when retry-after has passed, or raise the limit of the key.")
                .retryAfter(refused.retryAfter());
    }
}
