package ai.tierup.local.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request. */
final class Routes {

    private final List<Route> routes;

    Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The result of a search for a route. */
    sealed interface Match {

        record Found(Route route, Map<String, String> pathParameters) implements Match {}

        /** The path exists, but not with this method. */
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
