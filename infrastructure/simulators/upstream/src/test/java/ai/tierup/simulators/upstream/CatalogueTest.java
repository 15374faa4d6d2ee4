package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private SimulatorClient client;

    @BeforeEach
    void start() throws Exception {
        client = new SimulatorClient();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private JsonNode get(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(client.simulator().baseUrl() + path))
                    .build();
            return SimulatorClient.json(
                    http.send(request, BodyHandlers.ofString()).body());
        }
    }

    private static JsonNode model(JsonNode models, String slug) {
        for (var model : models.path("data")) {
            if (model.path("id").asText().equals(slug)) {
                return model;
            }
        }
        throw new AssertionError(slug + " is not listed");
    }

    @Test
    void moreThanSixtyModelsAreListedWithWhatTheyCostAndOffer() throws Exception {
        var models = get("/models");

        assertThat(models.path("data")).hasSizeGreaterThanOrEqualTo(60);
        for (var model : models.path("data")) {
            assertThat(model.path("id").asText()).contains("/");
            assertThat(new BigDecimal(model.at("/pricing/prompt").asText())).isLessThan(BigDecimal.ONE);
            assertThat(model.path("context_length").asInt()).isPositive();
            assertThat(model.at("/top_provider/max_completion_tokens").asInt()).isPositive();
            assertThat(model.path("supported_parameters")).isNotEmpty();
        }
    }

    @Test
    void aPriceIsInDollarsPerTokenAndMayGrowWithThePrompt() throws Exception {
        var pricing = model(get("/models"), "anthropic/claude-haiku-5.5").path("pricing");

        assertThat(pricing.path("prompt").asText()).isEqualTo("0.0000001");
        assertThat(pricing.path("completion").asText()).isEqualTo("0.0000005");
        assertThat(pricing.path("input_cache_read").asText()).isEqualTo("0.00000001");
        assertThat(pricing.at("/overrides/0/min_prompt_tokens").asInt()).isEqualTo(100_000);
        assertThat(pricing.at("/overrides/0/prompt").asText()).isEqualTo("0.0000005");
    }

    @Test
    void someModelsHaveTroubleInTheirEntries() throws Exception {
        var models = get("/models");

        assertThat(model(models, "planted/auto").at("/pricing/prompt").asText()).isEqualTo("-1");
        assertThat(model(models, "planted/free").at("/pricing/prompt").asText()).isEqualTo("0");
        assertThat(model(models, "planted/leaving").path("expiration_date").asText())
                .isEqualTo("2026-12-12");
        assertThat(model(models, "planted/auto").has("benchmarks")).isFalse();
    }

    @Test
    void theCatalogueCanBeReadInPages() throws Exception {
        var slugs = new HashSet<String>();
        var path = "/models?offset=0&limit=25";
        for (var pages = 0; path != null && pages < 10; pages++) {
            var page = get(path);
            page.path("data").forEach(model -> slugs.add(model.path("id").asText()));
            var next = page.at("/links/next").textValue();
            path = next == null ? null : next.substring("/api/v1".length());
        }

        assertThat(path).isNull();
        assertThat(slugs).hasSize(get("/models").path("total_count").asInt());
    }

    @Test
    void hostsThatKeepNothingAreListedApart() throws Exception {
        assertThat(get("/endpoints/zdr").path("data"))
                .extracting(host -> host.path("model_id").asText())
                .contains("planted/better", "anthropic/claude-sonnet-5.5")
                .doesNotContain("planted/retaining");
    }

    @Test
    void theHostsOfAModelAreListedWithTheirPrices() throws Exception {
        var hosts = get("/models/planted/dear-second-host/endpoints").path("data");

        assertThat(hosts.path("id").asText()).isEqualTo("planted/dear-second-host");
        assertThat(hosts.path("endpoints"))
                .extracting(host -> host.path("provider_name").asText())
                .containsExactly("Planted", "Orchard");
        assertThat(hosts.at("/endpoints/0/pricing/prompt").asText()).isEqualTo("0.0000006");
        assertThat(hosts.at("/endpoints/1/pricing/prompt").asText()).isEqualTo("0.0000025");
        assertThat(get("/models/planted/unknown/endpoints").at("/error/code").asInt())
                .isEqualTo(404);
    }

    @Test
    void everyModelHasAHostAndMostHaveTwo() throws Exception {
        var several = 0;
        for (var model : get("/models").path("data")) {
            var hosts =
                    get("/models/" + model.path("id").asText() + "/endpoints").at("/data/endpoints");
            assertThat(hosts).isNotEmpty();
            several += hosts.size() > 1 ? 1 : 0;
        }

        assertThat(several).isGreaterThan(50);
    }
}
