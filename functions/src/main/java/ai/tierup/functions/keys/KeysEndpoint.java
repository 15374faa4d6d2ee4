package ai.tierup.functions.keys;

import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;

/** The routes of keys and teams. */
@Singleton
final class KeysEndpoint implements Endpoint {

    private final Routes routes;

    KeysEndpoint(KeyEndpoints keys, TeamEndpoints teams) {
        this.routes = keys.routes().and(teams.routes());
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }
}
