package ai.tierup.api;

import java.util.Map;

/**
 * An HTTP answer that tells of an error and nothing else.
 *
 * @param headers for clients' retry logic, and what else an API's clients look for
 * @param body JSON
 */
public record ErrorAnswer(int status, Map<String, String> headers, byte[] body) {

    /** In our own shape. */
    public static ErrorAnswer of(ApiError error) {
        return of(error, ErrorBody.write(error));
    }

    /** In another shape, with the catalogue's status and advice on retries. */
    public static ErrorAnswer of(ApiError error, byte[] body) {
        return new ErrorAnswer(error.code().status(), RetryHeaders.of(error), body);
    }
}
