package ai.tierup.functions.support.gateway;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lets web pages of any origin call the API. It takes a key in a header and no cookie, so a page has no rights but those of a key that it
 * knows. Pages and webhooks do not have these headers.
 */
final class Cors {

    private static final String API = "/v1/";

    /** Two hours, the longest that browsers keep the answer to a preflight. */
    private static final String MAX_AGE_SECONDS = "7200";

    /** All methods that API Gateway passes on. A page can read the error for a method that a path lacks. */
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    /** Clients add headers of their own, such as {@code x-stainless-lang}. All are allowed, because unknown ones are ignored. */
    private static final String HEADER_NAME = "[a-z0-9_-]{1,64}";

    private static final int MAX_HEADERS = 100;

    private static final String EXPOSED =
            "allow, idempotent-replayed, retry-after, x-request-id, x-should-retry, x-tierup-cost-usd, x-tierup-max-tokens";

    private Cors() {}

    static boolean covers(String path) {
        return path.startsWith(API);
    }

    /** Adds the headers by which a page may read an answer of the API. */
    static void addTo(Map<String, String> headers) {
        headers.put("access-control-allow-origin", "*");
        headers.put("access-control-expose-headers", EXPOSED);
    }

    /** Lets a page read more headers than those that any answer may have. */
    static void expose(Map<String, String> headers, Collection<String> names) {
        headers.put("access-control-expose-headers", EXPOSED + ", " + String.join(", ", names));
    }

    /** Allows the request that a browser asks about. */
    static Reply preflight(GatewayRequest request) {
        var headers = new TreeSet<>(List.of("authorization", "content-type", "idempotency-key"));
        request.header("access-control-request-headers").stream()
                .flatMap(names -> Arrays.stream(names.split(",", MAX_HEADERS)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> name.matches(HEADER_NAME))
                .forEach(headers::add);
        return Reply.noContent()
                .with("access-control-allow-methods", METHODS)
                .with("access-control-allow-headers", String.join(", ", headers))
                .with("access-control-max-age", MAX_AGE_SECONDS);
    }
}
