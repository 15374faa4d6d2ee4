package ai.tierup.functions.support.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the path of an event. Clients often build a path from a wrong base URL, so it may have a slash too many, {@code /v1} twice, or no
 * {@code /v1}.
 */
final class RequestPath {

    private static final String VERSION = "v1";
    private static final String GREEDY_END = "+}";

    /** The parameter of the template's route for all other paths. */
    private static final String REST = "proxy";

    private RequestPath() {}

    /**
     * Returns the path as our routes declare it.
     *
     * @param resource path of API Gateway's route; null if the event has none
     * @param path requested path, which API Gateway passes with the base path of a custom domain
     * @param parameters path parameters of the route
     */
    static String of(@Nullable String resource, String path, Map<String, String> parameters) {
        if (resource == null || resource.isEmpty()) {
            return joined(segments(path));
        }
        return resource.endsWith(GREEDY_END)
                ? corrected(segments(parameters.getOrDefault(REST, path)))
                : filled(resource, parameters);
    }

    /** Returns the path of a route with the values of its parameters. */
    static String filled(String resource, Map<String, String> parameters) {
        var path = resource;
        for (var parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return path;
    }

    /** Returns a path that begins with {@code /v1} once. API Gateway has routes for all other paths, such as those of pages. */
    private static String corrected(List<String> segments) {
        var rest = segments.stream().dropWhile(VERSION::equals).toList();
        return "/" + VERSION + joined(rest);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static String joined(List<String> segments) {
        return "/" + String.join("/", segments);
    }
}
