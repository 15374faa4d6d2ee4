package ai.tierup.local.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route of the template.
 *
 * @param method upper case
 * @param path segments; {@code {name}} matches any segment
 * @param handlerClass the Lambda handler that serves it
 */
record Route(String method, List<String> path, String handlerClass) {

    static Route of(String method, String path, String handlerClass) {
        return new Route(method, segments(path), handlerClass);
    }

    /** The path as the template declares it. */
    String template() {
        return String.join("/", path);
    }

    /** The path parameters of {@code requestPath}, or empty if this route does not match it. */
    Optional<Map<String, String>> match(String requestPath) {
        var segments = segments(requestPath);
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            var expected = path.get(i);
            if (expected.startsWith("{") && !segments.get(i).isEmpty()) {
                parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
