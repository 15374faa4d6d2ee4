package ai.tierup.functions.keys;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.KeyErrors;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.keys.ManageTeams;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.ListBody;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lists the teams of an account, adds them, changes their limits and removes them. */
@Singleton
final class TeamEndpoints {

    private static final Set<String> KNOWN = new TreeSet<>(LimitFields.names());

    private final Teams teams;
    private final ManageTeams manageTeams;
    private final Authenticator authenticator;

    TeamEndpoints(Teams teams, ManageTeams manageTeams, Authenticator authenticator) {
        this.teams = teams;
        this.manageTeams = manageTeams;
        this.authenticator = authenticator;
    }

    Routes routes() {
        return Routes.of(
                Route.get("/v1/teams", authenticator.requiring(Scope.ACCOUNT_READ, (request, caller) -> list(caller))),
                Route.put("/v1/teams/{name}", authenticator.requiring(Scope.ACCOUNT_WRITE, this::put)),
                Route.delete("/v1/teams/{name}", authenticator.requiring(Scope.ACCOUNT_WRITE, this::remove)));
    }

    private Reply list(Caller caller) {
        var all = teams.list(caller.account());
        return Reply.json(
                json -> ListBody.write(json, all, (out, team) -> TeamBody.write(out, caller.account(), team), null));
    }

    private Reply put(GatewayRequest request, Caller caller) {
        var bodyError = request.bodyError();
        if (bodyError.isPresent()) {
            return Reply.error(bodyError.get());
        }
        var name = name(request);
        if (name.isEmpty()) {
            return Reply.error(ApiErrors.invalidValue("name", "Send a name of 1 to 32 of a-z, 0-9 and -."));
        }
        var body = request.jsonBody();
        LimitFields.requireOnly(KNOWN, body);
        var team = new Team(name.get(), LimitFields.read(body, KeyLimits.NONE));
        return manageTeams
                .put(caller.requester(), caller.account(), team)
                .map(refusal -> Reply.error(KeyErrors.of(refusal)))
                .orElseGet(() -> Reply.json(json -> TeamBody.write(json, caller.account(), team)));
    }

    private Reply remove(GatewayRequest request, Caller caller) {
        var name = name(request);
        if (name.isEmpty()) {
            return Reply.error(ApiErrors.notFound());
        }
        return manageTeams
                .remove(caller.requester(), caller.account(), name.get())
                .map(refusal -> Reply.error(KeyErrors.of(refusal)))
                .orElseGet(() -> Reply.json(json -> {
                    json.writeStartObject();
                    json.writeStringField("object", "team.deleted");
                    json.writeStringField("name", name.get().value());
                    json.writeEndObject();
                }));
    }

    private static Optional<TeamName> name(GatewayRequest request) {
        return TeamName.parse(request.pathParameters().getOrDefault("name", ""));
    }
}
