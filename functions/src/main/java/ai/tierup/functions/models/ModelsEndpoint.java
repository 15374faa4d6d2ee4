package ai.tierup.functions.models;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.tier.TierId;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.openai.ModelsWriter;
import jakarta.inject.Singleton;

/** Lists the tiers in the shape of OpenAI's models. */
@Singleton
final class ModelsEndpoint implements Endpoint {

    private static final String JSON = "application/json";

    private final Endpoint authenticated;

    ModelsEndpoint(Authenticator authenticator) {
        this.authenticated = authenticator.requiring(Scope.INFERENCE, (request, key) -> models(request));
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return authenticated.answer(request);
    }

    private static Reply models(GatewayRequest request) {
        var id = request.pathParameters().get("id");
        if (id == null) {
            return Reply.of(200, JSON, ModelsWriter.list());
        }
        return TierId.named(id)
                .map(tier -> Reply.of(200, JSON, ModelsWriter.model(tier)))
                .orElseGet(() -> Reply.error(ApiErrors.modelNotFound()));
    }
}
