package ai.tierup.api;

import java.util.Map;

/**
 * An HTTP answer that consists of an error.
 *
 * @param headers headers for clients' retry logic, and others that an API's clients expect
 * @param body JSON
 */
public record ErrorAnswer(int status, Map<String, String> headers, byte[] body) {

    /** Creates an answer with the error in our own shape. */
    public static ErrorAnswer of(ApiError error) {
        return of(error, ErrorBody.write(error));
    }

    /** Creates an answer with the error in another shape, and the catalogue's status and headers. */
    public static ErrorAnswer of(ApiError error, byte[] body) {
        var headers = RetryHeaders.of(error);
        if (!error.allowedMethods().isEmpty()) {
            headers.put("allow", String.join(", ", error.allowedMethods()));
        }
        return new ErrorAnswer(error.code().status(), headers, body);
    }
}
