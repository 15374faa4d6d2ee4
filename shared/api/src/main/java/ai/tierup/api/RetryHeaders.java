package ai.tierup.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an error tells a client's retry logic. */
final class RetryHeaders {

    private RetryHeaders() {}

    /**
     * {@code x-should-retry} where a retry cannot help, or helps and clients might not try; {@code retry-after} in seconds where one
     * can, later.
     */
    static Map<String, String> of(ApiError error) {
        var headers = new LinkedHashMap<String, String>();
        if (error.forbidsRetry()) {
            headers.put("x-should-retry", "false");
        } else if (error.invitesRetry()) {
            headers.put("x-should-retry", "true");
        }
        var retryAfter = error.retryAfter();
        if (retryAfter != null) {
            headers.put(
                    "retry-after",
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        return headers;
    }
}
