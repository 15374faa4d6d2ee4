package ai.tierup.functions.models;

import ai.tierup.functions.gateway.BufferedHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
public final class ModelsHandler extends BufferedHandler {

    @Inject
    ModelsEndpoint endpoint;

    public ModelsHandler() {}

    public ModelsHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return answer(event, endpoint);
    }
}
