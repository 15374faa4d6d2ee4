package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A function of a template that has routes. Everything about it is read from the template, so that versions whose classes have other
 * names can be tested too.
 *
 * @param handler class name of the handler
 * @param wrapper the wrapper script in the zip that replaces AWS's loop, if any
 * @param routes methods and paths, such as {@code GET /v1/models/{id}}
 */
record TemplateFunction(String name, String handler, Optional<String> wrapper, List<Route> routes) {

    private static final String ROOT = "/var/task/";

    /** @param resource the path as the template declares it */
    record Route(String method, String resource) {

        /** The path parameters of {@code path}, or empty if this route does not match. */
        Optional<Map<String, String>> match(String requestMethod, String path) {
            var expected = resource.split("/", -1);
            var given = path.split("/", isGreedy() ? expected.length : -1);
            if ((!method.equals("ANY") && !method.equals(requestMethod)) || expected.length != given.length) {
                return Optional.empty();
            }
            var parameters = new LinkedHashMap<String, String>();
            for (var i = 0; i < expected.length; i++) {
                if (expected[i].startsWith("{") && !given[i].isEmpty()) {
                    parameters.put(expected[i].replaceAll("[{+}]", ""), given[i]);
                } else if (!expected[i].equals(given[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }

        /** True for a route of all paths that have no other one. */
        boolean isGreedy() {
            return resource.endsWith("+}");
        }
    }

    /** All functions of {@code template} that have a route, in the order of the template. */
    static List<TemplateFunction> in(JsonNode template) {
        var functions = new ArrayList<TemplateFunction>();
        for (var resource : template.path("Resources").properties()) {
            var properties = resource.getValue().path("Properties");
            var routes = new ArrayList<Route>();
            for (var event : properties.path("Events")) {
                if (event.path("Type").asText().equals("Api")) {
                    var route = event.path("Properties");
                    routes.add(new Route(
                            route.path("Method").asText().toUpperCase(Locale.ROOT),
                            route.path("Path").asText()));
                }
            }
            if (!routes.isEmpty()) {
                functions.add(new TemplateFunction(
                        resource.getKey(), properties.path("Handler").asText(), wrapper(properties), routes));
            }
        }
        return functions;
    }

    /** The same function on AWS's own loop. */
    TemplateFunction withoutWrapper() {
        return new TemplateFunction(name + "-whole", handler, Optional.empty(), routes);
    }

    /** Finds the script, which may be part of a condition: {@code !If [Streams, /var/task/script, …]}. */
    private static Optional<String> wrapper(JsonNode properties) {
        var variable = properties.path("Environment").path("Variables").path("AWS_LAMBDA_EXEC_WRAPPER");
        for (var word : variable) {
            if (word.asText().startsWith(ROOT)) {
                return Optional.of(word.asText().substring(ROOT.length()));
            }
        }
        return Optional.of(variable.asText())
                .filter(text -> text.startsWith(ROOT))
                .map(text -> text.substring(ROOT.length()));
    }
}
