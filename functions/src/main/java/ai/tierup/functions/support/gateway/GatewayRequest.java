package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.StrictJson;
import ai.tierup.domain.audit.Network;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request from API Gateway.
 *
 * @param arrival by which address it came, and from which
 * @param path as our routes declare it, whatever the client made of it
 * @param headers all values of each header, by lower-case name
 * @param query the last value of each parameter
 * @param pathParameters values by their names in the route's template
 * @param body without compression
 * @param unreadable the reason why the body is empty although the client sent one
 */
public record GatewayRequest(
        Arrival arrival,
        String method,
        String path,
        Map<String, List<String>> headers,
        Map<String, String> query,
        Map<String, String> pathParameters,
        byte[] body,
        Optional<ApiError> unreadable) {

    /** With no weight, or one above 0. */
    private static final Pattern GZIP = Pattern.compile("gzip(;q=(1|[0-9.]*[1-9])[0-9.]*)?");

    /**
     * The addresses between which a request was sent.
     *
     * @param baseUrl public URL of the API, without a trailing slash; empty if the event does not contain it
     * @param address the sender's address; empty if the event does not contain it
     */
    public record Arrival(Optional<URI> baseUrl, Optional<String> address) {

        public static final Arrival UNKNOWN = new Arrival(Optional.empty(), Optional.empty());

        /** Returns the sender's network. Requests for models never ask for it. */
        public Optional<Network> network() {
            return address.flatMap(Network::of);
        }
    }

    /** Returns the request of a buffered route. */
    public static GatewayRequest of(APIGatewayProxyRequestEvent event) {
        var headers = headers(event.getMultiValueHeaders(), event.getHeaders());
        var parameters = orEmpty(event.getPathParameters());
        var body = RequestBody.read(
                event.getBody(), Boolean.TRUE.equals(event.getIsBase64Encoded()), contentEncodings(headers));
        return new GatewayRequest(
                new Arrival(baseUrl(event), address(event)),
                orEmpty(event.getHttpMethod()),
                RequestPath.of(event.getResource(), orEmpty(event.getPath()), parameters),
                headers,
                orEmpty(event.getQueryStringParameters()),
                parameters,
                body.bytes(),
                body.error());
    }

    public Optional<URI> baseUrl() {
        return arrival.baseUrl();
    }

    /** Returns the last value of a header. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(List::getLast);
    }

    /** Returns all values of a header, for headers that must not be repeated. */
    public List<String> headerValues(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    /** Returns whether the client takes an answer that is compressed with gzip. */
    public boolean acceptsGzip() {
        return headerValues("accept-encoding").stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .anyMatch(coding -> GZIP.matcher(coding.replace(" ", "")).matches());
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    GatewayRequest withPathParameters(Map<String, String> parameters) {
        return new GatewayRequest(arrival, method, path, headers, query, parameters, body, unreadable);
    }

    /** Returns an error if the body is too large or cannot be inflated, or if its content type is given and is not JSON. */
    public Optional<ApiError> bodyError() {
        return unreadable.or(() -> header("content-type")
                .filter(type -> !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .map(type -> ApiErrors.unsupportedMediaType()));
    }

    /**
     * Returns the JSON of the body.
     *
     * @throws BadRequest if the body cannot be read, or is no JSON object
     */
    public JsonNode jsonBody() {
        bodyError().ifPresent(error -> {
            throw new BadRequest(error);
        });
        return StrictJson.object(body);
    }

    /**
     * Returns the public URL. API Gateway passes the domain name of the call, and the path with the stage or the base path in front of ours.
     * Its scheme is always HTTPS. The local run sets {@code x-forwarded-proto} to HTTP.
     */
    static Optional<URI> baseUrl(@Nullable String domainName, @Nullable String path, String resource, String protocol) {
        if (domainName == null || path == null) {
            return Optional.empty();
        }
        var route = withoutTrailingSlashes(resource);
        var called = withoutTrailingSlashes(path);
        if (!called.endsWith(route)) {
            return Optional.empty();
        }
        var prefix = withoutTrailingSlashes(called.substring(0, called.length() - route.length()));
        var scheme = protocol.equals("http") ? "http" : "https";
        return Optional.of(URI.create(scheme + "://" + domainName + prefix));
    }

    private static Optional<URI> baseUrl(APIGatewayProxyRequestEvent event) {
        var context = event.getRequestContext();
        return context == null
                ? Optional.empty()
                : baseUrl(
                        context.getDomainName(),
                        context.getPath(),
                        RequestPath.filled(orEmpty(event.getResource()), orEmpty(event.getPathParameters())),
                        orEmpty(event.getHeaders()).getOrDefault("x-forwarded-proto", "https"));
    }

    /** Returns the address that API Gateway saw. What a client writes into {@code x-forwarded-for} has no effect. */
    private static Optional<String> address(APIGatewayProxyRequestEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayProxyRequestEvent.ProxyRequestContext::getIdentity)
                .map(APIGatewayProxyRequestEvent.RequestIdentity::getSourceIp);
    }

    private static String withoutTrailingSlashes(String path) {
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    static List<String> contentEncodings(Map<String, List<String>> headers) {
        return headers.getOrDefault("content-encoding", List.of());
    }

    /**
     * Merges both maps of an event's headers.
     *
     * @param all all values of each header; null if the caller passes only the last ones
     * @param last the last value of each header
     */
    static Map<String, List<String>> headers(
            @Nullable Map<String, List<String>> all, @Nullable Map<String, String> last) {
        var headers = new TreeMap<String, List<String>>();
        orEmpty(all)
                .forEach((name, values) -> headers.computeIfAbsent(lowerCase(name), absent -> new ArrayList<>())
                        .addAll(values));
        orEmpty(last).forEach((name, value) -> headers.putIfAbsent(lowerCase(name), List.of(value)));
        headers.values().removeIf(List::isEmpty);
        return headers;
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
