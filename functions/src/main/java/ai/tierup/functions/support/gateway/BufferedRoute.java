package ai.tierup.functions.support.gateway;

import ai.tierup.api.BadRequest;
import ai.tierup.api.ErrorCode;
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
        journal.answered(new RouteReport(id, route(event, reply), reply.status(), reply.error(), duration));
        return reply.with("x-request-id", id).toEvent();
    }

    private Reply reply(APIGatewayProxyRequestEvent event, Endpoint endpoint, String id) {
        var headers = StandardHeaders.of("");
        try {
            var request = GatewayRequest.of(event);
            headers = StandardHeaders.of(request.path());
            return endpoint.answer(request).withDefaults(headers);
        } catch (BadRequest e) {
            return Reply.error(e.error()).withDefaults(headers);
        } catch (RuntimeException e) {
            return Reply.error(failures.report(e, id)).withDefaults(headers);
        }
    }

    /**
     * Returns the method and the path as the template declares it. It is "none" for a malformed event, a preflight, and a method that the
     * path lacks, so that callers cannot add names of metrics.
     */
    private static String route(@Nullable APIGatewayProxyRequestEvent event, Reply reply) {
        if (event == null || event.getResource() == null || isOfNoEndpoint(reply)) {
            return "none";
        }
        var method = event.getHttpMethod();
        return ("HEAD".equals(method) ? "GET" : method) + " " + event.getResource();
    }

    private static boolean isOfNoEndpoint(Reply reply) {
        return reply.status() == Reply.NO_CONTENT || reply.error() == ErrorCode.METHOD_NOT_ALLOWED;
    }
}
