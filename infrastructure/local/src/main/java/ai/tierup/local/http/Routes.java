package ai.tierup.local.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of the service, as {@code template.yaml} declares them. */
final class Routes {

    private final List<Route> routes;

    Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** What a request is for. */
    sealed interface Match {

        record Found(Route route, Map<String, String> pathParameters) implements Match {}

        /** The path is known, with other methods. */
        record OtherMethod() implements Match {}

        record Unknown() implements Match {}
    }

    Match match(String method, String path) {
        var pathIsKnown = false;
        for (var route : routes) {
            Optional<Map<String, String>> parameters = route.match(path);
            if (parameters.isPresent()) {
                if (route.method().equals(method)) {
                    return new Match.Found(route, parameters.get());
                }
                pathIsKnown = true;
            }
        }
        return pathIsKnown ? new Match.OtherMethod() : new Match.Unknown();
    }

    List<Route> all() {
        return routes;
    }
}
