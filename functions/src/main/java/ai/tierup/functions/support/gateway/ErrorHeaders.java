package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an error tells a client's retry logic. */
public final class ErrorHeaders {

    private ErrorHeaders() {}

    /**
     * {@code x-should-retry} where a retry cannot help, or helps and clients might not try; {@code retry-after} in seconds where one
     * can, later.
     */
    public static Map<String, String> of(ApiError error) {
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
