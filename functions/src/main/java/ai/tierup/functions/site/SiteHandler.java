package ai.tierup.functions.site;

import ai.tierup.functions.gateway.BufferedHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** {@code GET /}, the files it needs, and {@code GET /healthz}. */
public final class SiteHandler extends BufferedHandler {

    @Inject
    SiteEndpoint endpoint;

    public SiteHandler() {}

    public SiteHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return answer(event, endpoint);
    }
}
