package ai.tierup.functions.models;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
public final class ModelsHandler extends BufferedHandler {

    public ModelsHandler() {
        super(ModelsEndpoint.class, RehearsedRequest.get("/v1/models"));
    }

    public ModelsHandler(ApplicationContext context) {
        super(context, ModelsEndpoint.class);
    }
}
