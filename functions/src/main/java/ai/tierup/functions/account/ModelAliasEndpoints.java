package ai.tierup.functions.account;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;

/** Shows and changes which tiers an account gets for models of other vendors. */
@Singleton
final class ModelAliasEndpoints {

    private static final String PATH = "/v1/account/models";

    private final Accounts accounts;
    private final AuditTrail trail;
    private final Authenticator authenticator;

    ModelAliasEndpoints(Accounts accounts, AuditTrail trail, Authenticator authenticator) {
        this.accounts = accounts;
        this.trail = trail;
        this.authenticator = authenticator;
    }

    Routes routes() {
        return Routes.of(
                Route.get(
                        PATH,
                        authenticator.requiring(
                                Scope.ACCOUNT_READ,
                                (request, caller) -> reply(accounts.modelAliases(caller.account())))),
                Route.put(PATH, authenticator.requiring(Scope.ACCOUNT_WRITE, this::change)));
    }

    private Reply change(GatewayRequest request, Caller caller) {
        var aliases = ModelAliasFields.read(request.jsonBody());
        trail.record(caller.origin(), caller.account(), AuditAction.MODELS_CHANGED, "models");
        accounts.setModelAliases(caller.account(), aliases);
        return reply(aliases);
    }

    private static Reply reply(ModelAliases aliases) {
        return Reply.json(json -> ModelAliasesBody.write(json, aliases));
    }
}
