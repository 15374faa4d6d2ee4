package ai.tierup.functions.account;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.access.EndSessions;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Authenticator.Admission;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.auth.SessionCookie;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Says who has signed in, and ends sessions. */
@Singleton
final class SessionEndpoints {

    private final Accounts accounts;
    private final SignUpCredits credits;
    private final EndSessions endSessions;
    private final Authenticator authenticator;
    private final Routes routes;

    SessionEndpoints(Accounts accounts, SignUpCredits credits, EndSessions endSessions, Authenticator authenticator) {
        this.accounts = accounts;
        this.credits = credits;
        this.endSessions = endSessions;
        this.authenticator = authenticator;
        this.routes = Routes.of(
                Route.get("/v1/sessions/current", this::current),
                Route.delete("/v1/sessions/current", authenticator.requiring(Scope.ACCOUNT_WRITE, this::endCurrent)),
                Route.delete(
                        "/v1/sessions",
                        authenticator.requiring(Scope.ACCOUNT_WRITE, (request, caller) -> endAll(caller))));
    }

    Routes routes() {
        return routes;
    }

    /** Pages ask this before they know whether somebody has signed in, so nobody is an answer and no error. */
    private Reply current(GatewayRequest request) {
        var account = account(request);
        return Reply.json(json -> {
            json.writeStartObject();
            json.writeStringField("object", "session.current");
            json.writeFieldName("account");
            if (account.isPresent()) {
                AccountBody.write(
                        json, account.get(), credits.find(account.get().id()));
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        });
    }

    private Optional<Account> account(GatewayRequest request) {
        if (authenticator.sessionOf(request).isEmpty()) {
            return Optional.empty();
        }
        return switch (authenticator.callerOf(request, Scope.ACCOUNT_READ)) {
            case Admission.Admitted(var caller) -> accounts.find(caller.account());
            case Admission.Rejected rejected -> Optional.empty();
        };
    }

    private Reply endCurrent(GatewayRequest request, Caller caller) {
        var token = authenticator.sessionOf(request);
        if (token.isEmpty()) {
            return Reply.error(ApiErrors.sessionRequired());
        }
        endSessions.endOne(token.get(), caller.account(), caller.origin());
        return signedOut();
    }

    private Reply endAll(Caller caller) {
        endSessions.endAll(caller.account(), caller.origin());
        return signedOut();
    }

    private static Reply signedOut() {
        return Reply.noContent().with("set-cookie", SessionCookie.forgotten());
    }
}
