package ai.tierup.functions.account;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.access.DeleteAccount;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.auth.SessionCookie;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;

/** Shows and deletes the caller's account, ends its sessions, and changes its settings. */
@Singleton
final class AccountEndpoints implements Endpoint {

    private final Accounts accounts;
    private final SignUpCredits credits;
    private final DeleteAccount deleteAccount;
    private final Routes routes;

    AccountEndpoints(
            Accounts accounts,
            SignUpCredits credits,
            DeleteAccount deleteAccount,
            SessionEndpoints sessions,
            SettingsEndpoints settings,
            Authenticator authenticator) {
        this.accounts = accounts;
        this.credits = credits;
        this.deleteAccount = deleteAccount;
        this.routes = Routes.of(
                        Route.get(
                                "/v1/account",
                                authenticator.requiring(Scope.ACCOUNT_READ, (request, caller) -> account(caller))),
                        Route.delete(
                                "/v1/account",
                                authenticator.requiring(Scope.ACCOUNT_WRITE, (request, caller) -> delete(caller))))
                .and(sessions.routes())
                .and(settings.routes());
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply account(Caller caller) {
        return accounts.find(caller.account())
                .map(account -> Reply.json(json -> AccountBody.write(json, account, credits.find(account.id()))))
                .orElseGet(() -> Reply.error(ApiErrors.invalidApiKey()));
    }

    /** Keys may not do this: whoever finds one in a program could destroy the account. */
    private Reply delete(Caller caller) {
        if (!caller.origin().actor().equals(Actor.SESSION)) {
            return Reply.error(ApiErrors.sessionRequired());
        }
        var cash = deleteAccount.delete(caller.account(), caller.origin());
        return Reply.json(json -> AccountBody.writeDeleted(json, caller.account(), cash))
                .with("set-cookie", SessionCookie.forgotten());
    }
}
