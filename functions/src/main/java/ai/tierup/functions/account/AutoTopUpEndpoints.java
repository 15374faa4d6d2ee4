package ai.tierup.functions.account;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.autotopup.AutoTopUp;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.autotopup.ChangeAutoTopUp;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.ReturnPage;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Shows, changes and ends an account's automatic top-ups. */
@Singleton
final class AutoTopUpEndpoints {

    private static final String PATH = "/v1/account/auto-top-up";

    private final AutoTopUps autoTopUps;
    private final ChangeAutoTopUp changeAutoTopUp;
    private final Authenticator authenticator;
    private final InstantSource clock;

    AutoTopUpEndpoints(
            AutoTopUps autoTopUps, ChangeAutoTopUp changeAutoTopUp, Authenticator authenticator, InstantSource clock) {
        this.autoTopUps = autoTopUps;
        this.changeAutoTopUp = changeAutoTopUp;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    Routes routes() {
        return Routes.of(
                Route.get(
                        PATH,
                        authenticator.requiring(
                                Scope.ACCOUNT_READ, (request, caller) -> reply(autoTopUps.find(caller.account())))),
                Route.put(PATH, authenticator.requiring(Scope.ACCOUNT_WRITE, this::change)),
                Route.delete(PATH, authenticator.requiring(Scope.ACCOUNT_WRITE, (request, caller) -> stop(caller))));
    }

    private Reply change(GatewayRequest request, Caller caller) {
        if (caller.rights().haveOwnBound()) {
            return Reply.error(ApiErrors.keyHasLimits());
        }
        var rule = AutoTopUpFields.of(request.jsonBody()).rule(ReturnPage.of(request));
        return reply(changeAutoTopUp.set(caller.origin(), caller.account(), rule));
    }

    private Reply stop(Caller caller) {
        changeAutoTopUp.stop(caller.origin(), caller.account());
        return Reply.noContent();
    }

    private Reply reply(AutoTopUp state) {
        return Reply.json(json -> AutoTopUpBody.write(json, state, clock.instant()));
    }
}
