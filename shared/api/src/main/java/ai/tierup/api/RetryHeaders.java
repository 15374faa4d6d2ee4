package ai.tierup.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers by which an error controls a client's retries. */
final class RetryHeaders {

    private RetryHeaders() {}

    /**
     * Returns {@code retry-after}, in seconds, if a later retry can succeed. Adds {@code x-should-retry} where clients would otherwise
     * retry in vain, or not retry when it helps.
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
