package ai.tierup.functions.models;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.List;

/** Lists the tiers as models. */
@Singleton
public final class ModelsEndpoint implements Endpoint {

    /** The clients of Anthropic's API send their key in it. */
    private static final List<String> KEY_HEADERS = List.of("x-api-key");

    private final TierCatalogue catalogue;
    private final Routes routes;

    ModelsEndpoint(TierCatalogue catalogue, Authenticator authenticator) {
        this.catalogue = catalogue;
        this.routes = Routes.of(
                Route.get(
                        "/v1/models",
                        authenticator.requiring(Scope.INFERENCE, KEY_HEADERS, (request, caller) -> list())),
                Route.get(
                        "/v1/models/{id}",
                        authenticator.requiring(Scope.INFERENCE, KEY_HEADERS, (request, caller) -> model(request))));
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply list() {
        var mapping = catalogue.live();
        return Reply.json(json -> ModelsBody.writeList(json, mapping));
    }

    private Reply model(GatewayRequest request) {
        return TierId.named(request.pathParameters().getOrDefault("id", ""))
                .map(id -> catalogue.live().tier(id))
                .map(tier -> Reply.json(json -> ModelsBody.write(json, tier)))
                .orElseGet(() -> Reply.error(ApiErrors.modelNotFound()));
    }
}
