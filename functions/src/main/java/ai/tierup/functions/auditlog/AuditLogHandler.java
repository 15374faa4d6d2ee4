package ai.tierup.functions.auditlog;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET /v1/audit}. */
public final class AuditLogHandler extends BufferedHandler {

    public AuditLogHandler() {
        super(AuditLogEndpoint.class, RehearsedRequest.get("/v1/audit"));
    }

    public AuditLogHandler(ApplicationContext context) {
        super(context, AuditLogEndpoint.class);
    }
}
