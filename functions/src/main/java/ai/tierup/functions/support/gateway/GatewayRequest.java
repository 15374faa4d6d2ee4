package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as API Gateway hands it over.
 *
 * @param base where the API is reached from outside, without a slash at its end; empty when the event does not say
 * @param headers every value of each, by lower-case name
 * @param path without a slash at its end, which API Gateway passes over and hands on
 * @param query the last value of each parameter
 * @param pathParameters by the names of the route's template
 */
public record GatewayRequest(
        Optional<URI> base,
        String method,
        String path,
        Map<String, List<String>> headers,
        Map<String, String> query,
        Map<String, String> pathParameters,
        byte[] body) {

    /** Lambda hands over at most 6 MB, in which the body is escaped. */
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    /** The request of an event of a buffered route. */
    public static GatewayRequest of(APIGatewayProxyRequestEvent event) {
        return new GatewayRequest(
                base(event),
                orEmpty(event.getHttpMethod()),
                withoutSlash(orEmpty(event.getPath())),
                headers(event.getMultiValueHeaders(), event.getHeaders()),
                orNone(event.getQueryStringParameters()),
                orNone(event.getPathParameters()),
                bodyOf(event.getBody(), Boolean.TRUE.equals(event.getIsBase64Encoded())));
    }

    /** The last value of a header. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(List::getLast);
    }

    /** Every value of a header, for the one that must not come twice. */
    public List<String> headerValues(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** What is wrong with the body before it is read: its size, or that it is said to be anything but JSON. */
    public Optional<ApiError> objectionToBody() {
        if (body.length > MAX_BODY_BYTES) {
            return Optional.of(ApiErrors.requestTooLarge());
        }
        return header("content-type")
                .filter(type -> !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .map(type -> ApiErrors.unsupportedMediaType());
    }

    /**
     * API Gateway tells what name it was called by, and the path with the stage or the base path before ours. The scheme is HTTPS there
     * always; the local run says that its own is not.
     */
    private static Optional<URI> base(APIGatewayProxyRequestEvent event) {
        var context = event.getRequestContext();
        if (context == null || context.getDomainName() == null || context.getPath() == null) {
            return Optional.empty();
        }
        var route = withoutSlash(orEmpty(event.getResource()));
        var path = withoutSlash(context.getPath());
        if (!path.endsWith(route)) {
            return Optional.empty();
        }
        var before = path.substring(0, path.length() - route.length());
        var scheme = orNone(event.getHeaders()).getOrDefault("x-forwarded-proto", "https");
        return Optional.of(
                URI.create((scheme.equals("http") ? "http" : "https") + "://" + context.getDomainName() + before));
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static byte[] bodyOf(@Nullable String body, boolean base64) {
        if (body == null) {
            return new byte[0];
        }
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
    }

    /**
     * @param all every value of each header, as API Gateway tells them; null where a caller tells only the last ones
     * @param last the last value of each header
     */
    static Map<String, List<String>> headers(
            @Nullable Map<String, List<String>> all, @Nullable Map<String, String> last) {
        var headers = new TreeMap<String, List<String>>();
        orNone(all)
                .forEach((name, values) -> headers.computeIfAbsent(lowerCase(name), absent -> new ArrayList<>())
                        .addAll(values));
        orNone(last).forEach((name, value) -> headers.putIfAbsent(lowerCase(name), List.of(value)));
        headers.values().removeIf(List::isEmpty);
        return headers;
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <V> Map<String, V> orNone(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
