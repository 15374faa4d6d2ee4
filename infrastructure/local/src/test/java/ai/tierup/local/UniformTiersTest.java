package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TierId;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a tier offers, and what of a request is sent on: both are the same whichever model answers, and no provider learns who asks. With
 * {@code LeakVectorsTest}, which has what answers could tell.
 */
@Tag("service")
@Timeout(120)
class UniformTiersTest {

    private static final String ACCOUNT = "load-01";

    private static LeakyUpstream upstream;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        upstream = LeakyUpstream.start();
        api = new Api(Map.of("TIERUP_UPSTREAM_URL", upstream.url(), "TIERUP_UPSTREAM_KEY", "none"));
    }

    @AfterAll
    static void stop() {
        api.close();
        upstream.close();
    }

    private static void assertRefusedWithoutACall(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(LeakyUpstream.SECRET);
        assertThat(upstream.requests()).isEmpty();
    }

    /** Vectors 9, 14 and 19: what is refused, whoever would answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"logprobs\":true",
                "\"top_logprobs\":3",
                "\"logit_bias\":{\"50256\":-100}",
                "\"n\":2",
                "\"models\":[\"a/b\"]",
                "\"provider\":{\"order\":[\"x\"]}",
                "\"plugins\":[{\"id\":\"web\"}]",
                "\"transforms\":[\"x\"]",
                "\"route\":\"fallback\"",
                "\"preset\":\"x\""
            })
    void whatOnlySomeModelsOfferIsRefusedForAll(String field) throws Exception {
        upstream.requests().clear();
        var answer = api.chat(
                ACCOUNT, "{\"model\":\"tier-2\"," + field + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertRefusedWithoutACall(answer);
    }

    /** Vector 9: clients of this API send the field with a value of their own, so its answers have empty lists. */
    @Test
    void theResponsesApiHasNoLogProbabilities() throws Exception {
        upstream.requests().clear();
        var request = Skin.RESPONSES.asking("tier-2", "Hi", false).put("top_logprobs", 3);
        var answer = Skin.RESPONSES.send(api, ACCOUNT, request);

        assertThat(answer.body()).contains("\"logprobs\":[]").doesNotContain("\"top_logprobs\":[");
        assertThat(upstream.requests().remove().body().has("top_logprobs")).isFalse();
    }

    /** Vector 13: the limits are the tier's, and no candidate is held to a lower one. */
    @Test
    void noCandidateHasALowerOutputCapThanItsTier() throws Exception {
        for (var tier : Api.mapping().inOrder()) {
            for (var candidate : tier.candidates()) {
                assertThat(candidate.nativeCap(tier.limits().maxOutputTokens()))
                        .as(candidate.name())
                        .isEqualTo(candidate
                                .nativeRatio()
                                .nativeTokens(tier.limits().maxOutputTokens()));
            }
        }
    }

    /** Vector 13: a provider is never asked for more than the tier sells, so its own limit does not show. */
    @ParameterizedTest
    @EnumSource
    void noMoreIsAskedForThanTheTierSells(Skin skin) throws Exception {
        upstream.requests().clear();
        var request = skin.asking("tier-2", "Hi", false);
        request.put(skin == Skin.RESPONSES ? "max_output_tokens" : "max_tokens", 1_000_000);

        assertThat(skin.send(api, ACCOUNT, request).statusCode()).isEqualTo(200);

        var tier = Api.mapping().tier(TierId.TIER_2);
        var asked = upstream.requests().remove().body();
        assertThat(asked.path("max_tokens").asInt())
                .isEqualTo(tier.candidates().getFirst().nativeCap(tier.limits().maxOutputTokens()));
    }

    /** Vector 13: a conversation that is too long for the tier is refused by us, in the same words for all models. */
    @ParameterizedTest
    @EnumSource
    void aConversationAboveTheContextIsSentToNobody(Skin skin) throws Exception {
        upstream.requests().clear();

        assertRefusedWithoutACall(skin.send(api, ACCOUNT, skin.asking("tier-2", "7 ".repeat(200_000), false)));
    }

    /** Vector 14: parameters have one range, whatever a model takes. */
    @ParameterizedTest
    @EnumSource
    void valuesThatOnlySomeModelsTakeAreRefusedForAll(Skin skin) throws Exception {
        upstream.requests().clear();

        assertRefusedWithoutACall(
                skin.send(api, ACCOUNT, skin.asking("tier-2", "Hi", false).put("temperature", 2.5)));
        assertRefusedWithoutACall(
                skin.send(api, ACCOUNT, skin.asking("tier-2", "Hi", false).put("top_p", 1.5)));
    }

    /** Vector 15: the list of models. */
    @Test
    void theListOfModelsIsTheListOfTiers() throws Exception {
        var models = api.read(ACCOUNT, "/v1/models").path("data");

        assertThat(models.findValuesAsText("id")).containsExactly("tier-1", "tier-2", "tier-3", "tier-4");
        assertThat(Set.copyOf(models.findValuesAsText("owned_by"))).containsExactly("tierup");
        assertThat(Set.copyOf(models.findValuesAsText("created"))).hasSize(1);
    }

    /** Vectors 17 and 19: what clients add reaches no provider, and nothing publishes who asks. */
    @ParameterizedTest
    @EnumSource
    void whatAClientAddsIsNotForwarded(Skin skin) throws Exception {
        upstream.requests().clear();
        var request = skin.asking("tier-2", "Hi", false);
        request.setAll((ObjectNode) RunningService.JSON.readTree("""
            {"debug": {"echo_upstream_body": true}, "usage": {"include": true}, "metadata": {"a": "LEAK", "user_id": "jane"},
             "user": "jane@customer.example", "safety_identifier": "jane", "service_tier": "auto", "store": false,
             "prompt_cache_key": "jane", "speed": "LEAK", "inference_geo": "LEAK", "context_management": {"edits": [{"type": "LEAK"}]}}\
            """));
        if (skin == Skin.RESPONSES) {
            request.remove("context_management");
        }
        ((ObjectNode) request.path(skin.conversation()).path(0)).put("model", "LEAK");

        var answer = api.send(skin.request(api, ACCOUNT, request)
                .header("x-openrouter-metadata", "enabled")
                .header("http-referer", "https://customer.example")
                .header("x-title", "customer")
                .header("anthropic-beta", "customer-2026-01-01")
                .header("x-claude-code-session-id", "customer"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var sent = upstream.requests().remove();
        assertThat(sent.body().toString()).doesNotContain("LEAK", "jane", "echo_upstream_body", "customer");
        assertThat(sent.headers()).doesNotContain("openrouter", "referer", "title", "customer", "anthropic", "claude");
    }
}
