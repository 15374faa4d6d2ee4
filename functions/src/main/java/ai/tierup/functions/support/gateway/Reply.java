package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.JsonBytes;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a buffered route.
 *
 * @param headers values that come only from constants, numbers, enums and our own ids
 * @param error the error in the body; null for a successful answer
 */
public record Reply(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable ErrorCode error) {

    static final int NO_CONTENT = 204;

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("content-type", contentType), body, null);
    }

    /** Returns a successful answer with the JSON that {@code content} writes. */
    public static Reply json(JsonBytes.Content content) {
        return of(200, "application/json", JsonBytes.of(content));
    }

    /** Returns an answer with the JSON that {@code content} writes. */
    public static Reply json(int status, JsonBytes.Content content) {
        return of(status, "application/json", JsonBytes.of(content));
    }

    public static Reply noContent() {
        return new Reply(NO_CONTENT, Map.of(), new byte[0], null);
    }

    public static Reply error(ApiError error) {
        var answer = ErrorAnswer.of(error);
        var headers = new LinkedHashMap<>(answer.headers());
        headers.put("content-type", "application/json");
        return new Reply(answer.status(), headers, answer.body(), error.code());
    }

    /** Returns this answer with one more header. */
    public Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, error);
    }

    /** Returns this answer with the headers of {@code defaults} that it does not have itself. */
    Reply withDefaults(Map<String, String> defaults) {
        var all = new LinkedHashMap<>(headers);
        defaults.forEach(all::putIfAbsent);
        return new Reply(status, all, body, error);
    }

    Reply withoutBody() {
        return new Reply(status, headers, new byte[0], error);
    }

    /** Of all that we serve, only fonts and compressed files are not text. */
    private boolean isBinary() {
        return headers.containsKey("content-encoding")
                || headers.getOrDefault("content-type", "").startsWith("font/");
    }

    public APIGatewayProxyResponseEvent toEvent() {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(isBinary() ? Base64.getEncoder().encodeToString(body) : new String(body, UTF_8))
                .withIsBase64Encoded(isBinary());
    }
}
