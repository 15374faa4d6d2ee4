package ai.tierup.functions.models;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.tier.TierId;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.openai.ModelsWriter;
import jakarta.inject.Singleton;

/** Lists the tiers in the shape of OpenAI's models. */
@Singleton
public final class ModelsEndpoint implements Endpoint {

    private static final String JSON = "application/json";

    private final Routes routes;

    ModelsEndpoint(Authenticator authenticator) {
        this.routes = Routes.of(
                Route.get(
                        "/v1/models",
                        authenticator.requiring(
                                Scope.INFERENCE, (request, caller) -> Reply.of(200, JSON, ModelsWriter.list()))),
                Route.get(
                        "/v1/models/{id}",
                        authenticator.requiring(Scope.INFERENCE, (request, caller) -> model(request))));
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private static Reply model(GatewayRequest request) {
        return TierId.named(request.pathParameters().getOrDefault("id", ""))
                .map(tier -> Reply.of(200, JSON, ModelsWriter.model(tier)))
                .orElseGet(() -> Reply.error(ApiErrors.modelNotFound()));
    }
}
