package ai.tierup.local.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route of the template.
 *
 * @param method upper case; {@code ANY} stands for all methods
 * @param path segments; {@code {name}} matches any segment, and {@code {name+}} as the last one matches the rest of any path
 * @param handlerClass the Lambda handler that serves it
 */
record Route(String method, List<String> path, String handlerClass) {

    private static final String ANY = "ANY";
    private static final String GREEDY_END = "+}";

    static Route of(String method, String path, String handlerClass) {
        return new Route(method, segments(path), handlerClass);
    }

    /** The path as the template declares it. */
    String template() {
        return String.join("/", path);
    }

    boolean accepts(String requestMethod) {
        return method.equals(ANY) || method.equals(requestMethod);
    }

    boolean isGreedy() {
        return path.getLast().endsWith(GREEDY_END);
    }

    /** The path parameters of {@code requestPath}, or empty if this route does not match it. */
    Optional<Map<String, String>> match(String requestPath) {
        var segments = List.of(requestPath.split("/", isGreedy() ? path.size() : -1));
        if (segments.size() != path.size() || (isGreedy() && segments.getLast().isEmpty())) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            var expected = path.get(i);
            if (expected.startsWith("{") && !segments.get(i).isEmpty()) {
                parameters.put(name(expected), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - (segment.endsWith(GREEDY_END) ? 2 : 1));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
