package ai.tierup.functions.topup;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** {@code POST} and {@code GET /v1/wallet/top-ups}, {@code GET /v1/wallet/top-ups/{id}} and {@code GET /top-ups/done}. */
public final class TopUpHandler extends BufferedHandler {

    private static final String NONE = "top_0000000000000000";

    public TopUpHandler() {
        super(TopUpEndpoints.class, new RehearsedRequest("GET", "/v1/wallet/top-ups/" + NONE, Map.of("id", NONE), 404));
    }

    public TopUpHandler(ApplicationContext context) {
        super(context, TopUpEndpoints.class);
    }
}
