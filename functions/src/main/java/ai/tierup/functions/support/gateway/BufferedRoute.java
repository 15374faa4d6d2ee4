package ai.tierup.functions.support.gateway;

import ai.tierup.domain.id.RequestIds;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.RouteReport;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all buffered routes. It gives each request an id and a log line, and turns exceptions into errors of the
 * catalogue.
 */
@Singleton
public final class BufferedRoute {

    private final RequestIds requestIds;
    private final Failures failures;
    private final Journal journal;
    private final InstantSource clock;

    BufferedRoute(RequestIds requestIds, Failures failures, Journal journal, InstantSource clock) {
        this.requestIds = requestIds;
        this.failures = failures;
        this.journal = journal;
        this.clock = clock;
    }

    APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event, Endpoint endpoint) {
        var begun = clock.instant();
        var id = requestIds.next().publicName();
        var reply = reply(event, endpoint, id);
        var duration = Duration.between(begun, clock.instant());
        journal.answered(new RouteReport(id, route(event), reply.status(), reply.error(), duration));
        return reply.with("x-request-id", id).toEvent();
    }

    private Reply reply(APIGatewayProxyRequestEvent event, Endpoint endpoint, String id) {
        try {
            return endpoint.answer(GatewayRequest.of(event));
        } catch (RuntimeException e) {
            return Reply.error(failures.report(e, id));
        }
    }

    /** Returns the route as the template declares it, or "none" for a malformed event. */
    private static String route(@Nullable APIGatewayProxyRequestEvent event) {
        return event == null || event.getResource() == null
                ? "none"
                : event.getHttpMethod() + " " + event.getResource();
    }
}
