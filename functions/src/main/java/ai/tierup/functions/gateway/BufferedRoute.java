package ai.tierup.functions.gateway;

import ai.tierup.domain.wallet.Alarms;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.RequestIds;
import ai.tierup.openai.ApiErrors;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import jakarta.inject.Singleton;

/** What all buffered routes have in common: an id for each request, and a 500 in the catalogue's shape for whatever goes wrong. */
@Singleton
public final class BufferedRoute {

    private final RequestIds requestIds;
    private final Alarms alarms;

    BufferedRoute(RequestIds requestIds, Alarms alarms) {
        this.requestIds = requestIds;
        this.alarms = alarms;
    }

    APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event, Endpoint endpoint) {
        var id = requestIds.next().publicName();
        return reply(event, endpoint, id).with("x-request-id", id).toEvent();
    }

    private Reply reply(APIGatewayProxyRequestEvent event, Endpoint endpoint, String id) {
        try {
            return endpoint.answer(GatewayRequest.of(event));
        } catch (RuntimeException e) {
            alarms.raise(Alarm.INTERNAL_ERROR, e.getClass().getName());
            return Reply.error(ApiErrors.internalError(id));
        }
    }
}
