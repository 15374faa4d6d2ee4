package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The routes of a function. It also answers what is the same on all paths: HEAD, a browser's preflight, an unknown path and an unknown
 * method.
 */
public final class Routes implements Endpoint {

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** A route of the requested path, whatever its method. */
    private record Match(Route route, Map<String, String> parameters) {

        static Optional<Match> of(Route route, String path) {
            return route.match(path).map(parameters -> new Match(route, parameters));
        }
    }

    public static Routes of(Route... routes) {
        return new Routes(List.of(routes));
    }

    /** Returns these routes and those of {@code others}. */
    public Routes and(Routes others) {
        var all = new ArrayList<>(routes);
        all.addAll(others.routes);
        return new Routes(all);
    }

    @Override
    public Reply answer(GatewayRequest request) {
        var here = routes.stream()
                .flatMap(route -> Match.of(route, request.path()).stream())
                .toList();
        var isHead = request.method().equals(HEAD);
        var method = isHead ? GET : request.method();
        return here.stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst()
                .map(match -> match.route().endpoint().answer(request.withPathParameters(match.parameters())))
                .map(reply -> isHead ? reply.withoutBody() : reply)
                .or(() -> preflight(request))
                .orElseGet(() -> otherMethod(request, here));
    }

    /** Returns the answer to a browser's preflight for a path of the API, or empty if the request is none. */
    public static Optional<Reply> preflight(GatewayRequest request) {
        return request.method().equals(OPTIONS) && Cors.covers(request.path())
                ? Optional.of(Cors.preflight(request))
                : Optional.empty();
    }

    private static Reply otherMethod(GatewayRequest request, List<Match> here) {
        if (here.isEmpty()) {
            return Reply.error(ApiErrors.unknownPath());
        }
        var allowed = here.stream().map(match -> match.route().method()).collect(Collectors.toCollection(TreeSet::new));
        if (allowed.contains(GET)) {
            allowed.add(HEAD);
        }
        if (Cors.covers(request.path())) {
            allowed.add(OPTIONS);
        }
        return Reply.error(ApiErrors.methodNotAllowed(allowed));
    }
}
