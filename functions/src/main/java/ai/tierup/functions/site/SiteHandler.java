package ai.tierup.functions.site;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET /}, the files it needs, and {@code GET /healthz}. */
public final class SiteHandler extends BufferedHandler {

    public SiteHandler() {
        super(SiteEndpoint.class, RehearsedRequest.get("/healthz"));
    }

    public SiteHandler(ApplicationContext context) {
        super(context, SiteEndpoint.class);
    }
}
