package ai.tierup.functions.account;

import ai.tierup.domain.account.Scope;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.ChangeAlerts;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Shows and changes what the owner of an account is told of. */
@Singleton
final class AlertEndpoints {

    private static final String PATH = "/v1/account/alerts";

    private final Alerts alerts;
    private final ChangeAlerts changeAlerts;
    private final Authenticator authenticator;

    AlertEndpoints(Alerts alerts, ChangeAlerts changeAlerts, Authenticator authenticator) {
        this.alerts = alerts;
        this.changeAlerts = changeAlerts;
        this.authenticator = authenticator;
    }

    Routes routes() {
        return Routes.of(
                Route.get(PATH, authenticator.requiring(Scope.ACCOUNT_READ, (request, caller) -> show(caller))),
                Route.put(PATH, authenticator.requiring(Scope.ACCOUNT_WRITE, this::change)));
    }

    private Reply show(Caller caller) {
        var settings = alerts.find(caller.account());
        return Reply.json(json -> AlertsBody.write(json, settings, Optional.empty()));
    }

    private Reply change(GatewayRequest request, Caller caller) {
        var fields = AlertFields.of(request.jsonBody());
        return switch (changeAlerts.change(
                caller.origin(), caller.account(), fields.topics(), fields.byMail(), fields.webhook())) {
            case ChangeAlerts.Outcome.NoAddress refused -> throw fields.noAddress();
            case ChangeAlerts.Outcome.Changed(var settings, var newSecret) ->
                Reply.json(json -> AlertsBody.write(json, Optional.of(settings), newSecret));
        };
    }
}
