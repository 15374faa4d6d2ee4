package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A function of a template that has routes. All that is known of it comes from the template, so that other versions of the functions,
 * whose classes have other names, can run too.
 *
 * @param handler name of the handler's class
 * @param wrapper the script of the zip that starts it in place of AWS's loop; empty when there is none
 * @param routes methods and paths, such as {@code GET /v1/models/{id}}
 */
record TemplateFunction(String name, String handler, Optional<String> wrapper, List<Route> routes) {

    private static final String ROOT = "/var/task/";

    /** @param resource the path as the template has it */
    record Route(String method, String resource) {

        /** The path parameters of {@code path}, or empty when this route is for others. */
        Optional<Map<String, String>> match(String requestMethod, String path) {
            var expected = resource.split("/", -1);
            var given = path.split("/", -1);
            if (!method.equals(requestMethod) || expected.length != given.length) {
                return Optional.empty();
            }
            var parameters = new LinkedHashMap<String, String>();
            for (var i = 0; i < expected.length; i++) {
                if (expected[i].startsWith("{") && !given[i].isEmpty()) {
                    parameters.put(expected[i].substring(1, expected[i].length() - 1), given[i]);
                } else if (!expected[i].equals(given[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }
    }

    /** All functions of {@code template} that have a route, in its order. */
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

    /** The script may stand in a condition, {@code !If [Streams, /var/task/script, …]}. */
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
