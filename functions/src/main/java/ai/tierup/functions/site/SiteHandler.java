package ai.tierup.functions.site;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** The pages of the site, the files that they need, and {@code GET /healthz}. The documentation is read before a snapshot. */
public final class SiteHandler extends BufferedHandler {

    public SiteHandler() {
        super(SiteEndpoint.class, RehearsedRequest.get("/docs"));
    }

    public SiteHandler(ApplicationContext context) {
        super(context, SiteEndpoint.class);
    }
}
