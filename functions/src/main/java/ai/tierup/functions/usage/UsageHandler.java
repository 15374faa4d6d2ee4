package ai.tierup.functions.usage;

import ai.tierup.functions.gateway.BufferedHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** {@code GET /v1/usage}, {@code GET /v1/usage/requests} and {@code GET /v1/usage/requests/{id}}. */
public final class UsageHandler extends BufferedHandler {

    @Inject
    UsageEndpoints endpoints;

    public UsageHandler() {}

    public UsageHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return answer(event, endpoints);
    }
}
