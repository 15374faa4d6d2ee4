package ai.tierup.functions.inference;

import ai.tierup.functions.models.ModelsEndpoint;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.tiers.TiersEndpoint;
import jakarta.inject.Singleton;

/** What is on sale: models and tiers, at paths that a wrong base URL has made. */
@Singleton
final class CatalogueRoutes implements Endpoint {

    private final Routes routes;

    CatalogueRoutes(ModelsEndpoint models, TiersEndpoint tiers) {
        this.routes = models.routes().and(tiers.routes());
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }
}
