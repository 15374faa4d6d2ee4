package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What customers are told when a day's budget of the platform is used up. */
class GuardrailTest {

    private static final String TIER_1 = body("tier-1");
    private static final String TIER_2 = body("tier-2");

    private static Api api;

    @BeforeAll
    static void start() {
        api = new Api(Map.of("TIERUP_BUDGET_SUBSIDY_USD", "0.01", "TIERUP_BUDGET_TIER_1_USD", "0"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String body(String tier) {
        return """
                {"model": "%s", "max_tokens": 900, "messages": [{"role": "user", "content": "[[simulate:tokens=900]] hello"}]}""".formatted(tier);
    }

    private static void refused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(RunningService.JSON.readTree(answer.body()).at("/error/code").asText())
                .isEqualTo(code);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 86_400L);
    }

    @Test
    void theSubsidyIsAHardLimitAndWhoIsRefusedPaysNothing() throws Exception {
        assertThat(api.chat("load-01", TIER_2).statusCode()).isEqualTo(200);
        var before = api.read("load-02", "/v1/wallet");

        refused(api.chat("load-02", TIER_2), 503, "daily_guardrail_reached");

        assertThat(api.read("load-02", "/v1/wallet")).isEqualTo(before);
        assertThat(api.read("load-02", "/v1/usage/requests").path("data")).isEmpty();
    }

    @Test
    void anEmptyFreeTierIsALimitOfItsOwn() throws Exception {
        refused(api.chat("load-03", TIER_1), 429, "free_allowance_reached");
    }
}
