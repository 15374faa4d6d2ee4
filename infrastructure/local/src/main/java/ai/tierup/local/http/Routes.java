package ai.tierup.local.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request as API Gateway does: first by the path, without a slash at its end, and then by the method. */
final class Routes {

    private final List<Route> routes;

    Routes(List<Route> routes) {
        this.routes =
                routes.stream().sorted(Comparator.comparing(Route::isGreedy)).toList();
    }

    /** A route with the parameters of a request. */
    record Match(Route route, Map<String, String> pathParameters) {}

    /** Returns the route, or empty if there is none for the path, or only for other methods. */
    Optional<Match> match(String method, String path) {
        var matched = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var here = routes.stream()
                .flatMap(route -> route.match(matched).map(parameters -> new Match(route, parameters)).stream())
                .toList();
        return here.stream()
                .filter(match ->
                        match.route().path().equals(here.getFirst().route().path()))
                .filter(match -> match.route().accepts(method))
                .findFirst();
    }

    List<Route> all() {
        return routes;
    }
}
