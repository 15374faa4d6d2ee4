package ai.tierup.functions.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as API Gateway hands it over.
 *
 * @param headers by lower-case name, the last value of each
 * @param query the last value of each parameter
 * @param pathParameters by the names of the route's template
 */
public record GatewayRequest(
        String method,
        String path,
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, String> pathParameters,
        byte[] body) {

    /** The request of an event of a buffered route. */
    public static GatewayRequest of(APIGatewayProxyRequestEvent event) {
        return new GatewayRequest(
                orEmpty(event.getHttpMethod()),
                orEmpty(event.getPath()),
                lowerCased(event.getHeaders()),
                orNone(event.getQueryStringParameters()),
                orNone(event.getPathParameters()),
                bodyOf(event.getBody(), Boolean.TRUE.equals(event.getIsBase64Encoded())));
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    static byte[] bodyOf(@Nullable String body, boolean base64) {
        if (body == null) {
            return new byte[0];
        }
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
    }

    static Map<String, String> lowerCased(@Nullable Map<String, String> headers) {
        var lowerCased = new TreeMap<String, String>();
        orNone(headers).forEach((name, value) -> lowerCased.put(name.toLowerCase(Locale.ROOT), value));
        return lowerCased;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
