package ai.tierup.functions.gateway;

import ai.tierup.domain.wallet.RequestIds;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import jakarta.inject.Singleton;

/** What all buffered routes have in common: an id for each request, and an error in the catalogue's shape for whatever goes wrong. */
@Singleton
public final class BufferedRoute {

    private final RequestIds requestIds;
    private final Failures failures;

    BufferedRoute(RequestIds requestIds, Failures failures) {
        this.requestIds = requestIds;
        this.failures = failures;
    }

    APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event, Endpoint endpoint) {
        var id = requestIds.next().publicName();
        return reply(event, endpoint, id).with("x-request-id", id).toEvent();
    }

    private Reply reply(APIGatewayProxyRequestEvent event, Endpoint endpoint, String id) {
        try {
            return endpoint.answer(GatewayRequest.of(event));
        } catch (RuntimeException e) {
            return Reply.error(failures.report(e, id));
        }
    }
}
