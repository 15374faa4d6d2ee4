package ai.tierup.functions.tiers;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET /v1/tiers} and {@code GET /v1/status}. */
public final class TiersHandler extends BufferedHandler {

    public TiersHandler() {
        super(TiersEndpoint.class, RehearsedRequest.get("/v1/tiers"));
    }

    public TiersHandler(ApplicationContext context) {
        super(context, TiersEndpoint.class);
    }
}
