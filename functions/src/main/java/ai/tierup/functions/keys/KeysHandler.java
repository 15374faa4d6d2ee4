package ai.tierup.functions.keys;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET} and {@code POST /v1/keys}, and {@code GET}, {@code PATCH} and {@code DELETE /v1/keys/{id}}; the same of teams. */
public final class KeysHandler extends BufferedHandler {

    public KeysHandler() {
        super(KeysEndpoint.class, RehearsedRequest.get("/v1/keys"));
    }

    public KeysHandler(ApplicationContext context) {
        super(context, KeysEndpoint.class);
    }
}
