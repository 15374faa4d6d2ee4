package ai.tierup.functions.usage;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET /v1/usage}, {@code GET /v1/usage/requests} and {@code GET /v1/usage/requests/{id}}. */
public final class UsageHandler extends BufferedHandler {

    public UsageHandler() {
        super(UsageEndpoints.class, RehearsedRequest.get("/v1/usage"));
    }

    public UsageHandler(ApplicationContext context) {
        super(context, UsageEndpoints.class);
    }
}
