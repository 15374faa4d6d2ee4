package ai.tierup.functions.tiers;

import ai.tierup.functions.gateway.BufferedHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** {@code GET /v1/tiers}. */
public final class TiersHandler extends BufferedHandler {

    @Inject
    TiersEndpoint endpoint;

    public TiersHandler() {}

    public TiersHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return answer(event, endpoint);
    }
}
