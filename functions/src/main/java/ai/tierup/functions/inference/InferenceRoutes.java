package ai.tierup.functions.inference;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.functions.site.NotFoundPage;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.gateway.StreamingEndpoint;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.RouteReport;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Passes requests to the inference APIs. The function also gets all requests whose path has no route, such as {@code /chat/completions} or
 * {@code /v1//models}. Where a client's base URL is to blame, it answers as for the right path: completions, models and tiers. It has no
 * rights for the other paths.
 */
@Singleton
final class InferenceRoutes implements StreamingEndpoint {

    /** The template's name for all paths without a route. */
    private static final String REST = "ANY /{proxy+}";

    private static final String POST = "POST";

    private final InferenceApis apis;
    private final InferenceEndpoint inference;
    private final CountRoutes counts;
    private final PlaygroundRoutes playground;
    private final CatalogueRoutes others;
    private final Journal journal;
    private final InstantSource clock;

    InferenceRoutes(
            InferenceApis apis,
            InferenceEndpoint inference,
            CountRoutes counts,
            PlaygroundRoutes playground,
            CatalogueRoutes others,
            Journal journal,
            InstantSource clock) {
        this.apis = apis;
        this.inference = inference;
        this.counts = counts;
        this.playground = playground;
        this.others = others;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void answer(GatewayRequest request, HttpAnswer answer, Deadline deadline) {
        var api = apis.at(request.path());
        api.or(() -> apis.countingAt(request.path())).ifPresent(answer::formatFor);
        if (api.isPresent() && request.method().equals(POST)) {
            inference.answer(request, api.get(), answer, deadline);
            return;
        }
        if (playground.isChat(request)) {
            playground.chat(request, answer, deadline);
            return;
        }
        var begun = clock.instant();
        var preflight = Routes.preflight(request);
        var isCount = counts.cover(request.path());
        if (isCount && request.method().equals(POST)) {
            counts.answer(request, answer);
        } else if (playground.cover(request.path())) {
            answer.reply(playground.answer(request));
        } else if (api.isPresent() && isWebSocket(request)) {
            answer.error(ApiErrors.webSocketNotSupported());
        } else if ((api.isPresent() || isCount) && preflight.isEmpty()) {
            answer.error(ApiErrors.methodNotAllowed(List.of("OPTIONS", POST)));
        } else {
            answer.reply(preflight.orElseGet(() -> NotFoundPage.insteadOf(others.answer(request), request)));
        }
        var duration = Duration.between(begun, clock.instant());
        journal.answered(
                new RouteReport(answer.id().publicName(), REST, answer.status(), answer.errorCode(), duration));
    }

    /** Agents ask for a WebSocket first. With this error, and only with it, they send their requests at once. */
    private static boolean isWebSocket(GatewayRequest request) {
        return request.header("sec-websocket-key").isPresent()
                || request.header("upgrade")
                        .filter("websocket"::equalsIgnoreCase)
                        .isPresent();
    }
}
