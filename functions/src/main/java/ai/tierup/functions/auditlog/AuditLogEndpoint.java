package ai.tierup.functions.auditlog;

import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.ListBody;
import ai.tierup.functions.support.gateway.PageQuery;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Serves the audit log of an account, newest events first. */
@Singleton
final class AuditLogEndpoint implements Endpoint {

    private final AuditLog log;
    private final Routes routes;

    AuditLogEndpoint(AuditLog log, Authenticator authenticator) {
        this.log = log;
        this.routes = Routes.of(Route.get("/v1/audit", authenticator.requiring(Scope.ACCOUNT_READ, this::list)));
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply list(GatewayRequest request, Caller caller) {
        return switch (PageQuery.read(request, AuditEventId::parsePublic)) {
            case PageQuery.Invalid<AuditEventId>(var error) -> Reply.error(error);
            case PageQuery.Page<AuditEventId>(var limit, var before) -> list(caller, limit, before);
        };
    }

    private Reply list(Caller caller, int limit, @Nullable AuditEventId before) {
        var found = log.newest(caller.account(), before, limit + 1);
        return ListBody.page(
                found, limit, AuditEventBody::write, event -> event.id().publicName());
    }
}
