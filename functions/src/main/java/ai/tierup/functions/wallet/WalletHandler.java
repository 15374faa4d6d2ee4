package ai.tierup.functions.wallet;

import ai.tierup.functions.gateway.BufferedHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** {@code GET /v1/wallet} and {@code PUT /v1/wallet/daily-limit}. */
public final class WalletHandler extends BufferedHandler {

    @Inject
    WalletEndpoints endpoints;

    public WalletHandler() {}

    public WalletHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return answer(event, endpoints);
    }
}
