package ai.tierup.functions.tiers;

import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Publishes the tiers with their prices and limits, and the status of the service, without authentication. The candidates of a tier stay secret. */
@Singleton
public final class TiersEndpoint implements Endpoint {

    private final TierCatalogue catalogue;
    private final Routes routes = Routes.of(Route.get("/v1/tiers", request -> list()));

    private final Routes withStatus;

    TiersEndpoint(TierCatalogue catalogue, PublishedStatus status) {
        this.catalogue = catalogue;
        this.withStatus = routes.and(Routes.of(Route.get("/v1/status", request -> status.reply())));
    }

    /** The routes that are also understood in a path that a client built from a wrong base URL. */
    public Routes routes() {
        return routes;
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return withStatus.answer(request);
    }

    private Reply list() {
        var mapping = catalogue.live();
        return Reply.json(json -> write(json, mapping));
    }

    private static void write(JsonGenerator json, TierMapping mapping) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "list");
        json.writeNumberField("mapping_version", mapping.version());
        json.writeStringField("mapping_published_at", mapping.publishedAt().toString());
        json.writeArrayFieldStart("data");
        for (var tier : mapping.inOrder()) {
            write(json, tier);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Tier tier) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", tier.id().publicName());
        json.writeStringField("class", tier.className());
        json.writeStringField("input_usd_per_million", tier.prices().input().usdPerMillion());
        json.writeStringField("output_usd_per_million", tier.prices().output().usdPerMillion());
        json.writeStringField(
                "repeated_input_usd_per_million", tier.prices().repeatedInput().usdPerMillion());
        write(json, tier.listPrices());
        json.writeNumberField("discount_percent", tier.discountPercent());
        json.writeNumberField("context_tokens", tier.limits().contextTokens());
        json.writeNumberField("max_output_tokens", tier.limits().maxOutputTokens());
        json.writeNumberField("default_output_tokens", tier.limits().defaultOutputTokens());
        json.writeArrayFieldStart("capabilities");
        for (var capability : tier.capabilities().stream()
                .map(Capability::publicName)
                .sorted()
                .toList()) {
            json.writeString(capability);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ListPrices list) throws IOException {
        json.writeStringField("list_input_usd_per_million", list.input().usdPerMillion());
        json.writeStringField("list_output_usd_per_million", list.output().usdPerMillion());
        json.writeStringField(
                "list_as_of", list.asOf() == null ? null : list.asOf().toString());
        json.writeArrayFieldStart("list_reference_models");
        for (var model : list.referenceModels()) {
            json.writeString(model);
        }
        json.writeEndArray();
    }
}
