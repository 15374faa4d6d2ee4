package ai.tierup.functions.support.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint with its method and path.
 *
 * @param path a segment in braces, such as {@code {id}}, stands for any text
 */
public record Route(String method, String path, Endpoint endpoint) {

    public static Route get(String path, Endpoint endpoint) {
        return new Route("GET", path, endpoint);
    }

    public static Route post(String path, Endpoint endpoint) {
        return new Route("POST", path, endpoint);
    }

    public static Route put(String path, Endpoint endpoint) {
        return new Route("PUT", path, endpoint);
    }

    public static Route patch(String path, Endpoint endpoint) {
        return new Route("PATCH", path, endpoint);
    }

    public static Route delete(String path, Endpoint endpoint) {
        return new Route("DELETE", path, endpoint);
    }

    /** Returns the path parameters of {@code requestPath}, or empty if this route has another path. */
    Optional<Map<String, String>> match(String requestPath) {
        var expected = path.split("/", -1);
        var given = requestPath.split("/", -1);
        if (expected.length != given.length) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (var i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                parameters.put(expected[i].substring(1, expected[i].length() - 1), given[i]);
            } else if (!expected[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
