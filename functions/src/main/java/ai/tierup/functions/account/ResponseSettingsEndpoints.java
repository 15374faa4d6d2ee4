package ai.tierup.functions.account;

import ai.tierup.api.Field;
import ai.tierup.domain.account.Accounts;
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
import java.util.Set;

/** Shows and changes whether the outputs of an account's responses are kept for a day: {@code {"store":false}}. */
@Singleton
final class ResponseSettingsEndpoints {

    private static final String PATH = "/v1/account/responses";
    private static final String STORE = "store";

    private final Accounts accounts;
    private final AuditTrail trail;
    private final Authenticator authenticator;

    ResponseSettingsEndpoints(Accounts accounts, AuditTrail trail, Authenticator authenticator) {
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
                                (request, caller) -> reply(accounts.keepsOutputs(caller.account())))),
                Route.put(PATH, authenticator.requiring(Scope.ACCOUNT_WRITE, this::change)));
    }

    private Reply change(GatewayRequest request, Caller caller) {
        var fields = new Field(request.jsonBody(), "");
        fields.requireOnly(Set.of(STORE), "Send \"store\" only.");
        var keeps = fields.at(STORE).bool();
        trail.record(caller.origin(), caller.account(), AuditAction.RESPONSES_CHANGED, "responses");
        accounts.setKeepsOutputs(caller.account(), keeps);
        return reply(keeps);
    }

    private static Reply reply(boolean keeps) {
        return Reply.json(json -> {
            json.writeStartObject();
            json.writeStringField("object", "response_settings");
            json.writeBooleanField(STORE, keeps);
            json.writeEndObject();
        });
    }
}
