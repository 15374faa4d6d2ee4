package ai.tierup.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the routes that {@code template.yaml} declares: every {@code Api} event of every function.
 *
 * @param template the whole template as a tree
 */
public record TemplateRoutes(JsonNode template) {

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var resource : template.path("Resources")) {
            var handler = resource.path("Properties").path("Handler").asText();
            for (var event : resource.path("Properties").path("Events")) {
                if (event.path("Type").asText().equals("Api")) {
                    var properties = event.path("Properties");
                    routes.add(Route.of(
                            properties.path("Method").asText().toUpperCase(Locale.ROOT),
                            properties.path("Path").asText(),
                            handler));
                }
            }
        }
        return routes;
    }
}
