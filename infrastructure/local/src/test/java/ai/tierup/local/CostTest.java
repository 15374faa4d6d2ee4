package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs that were computed by hand, from counts of the library tiktoken. */
@Tag("service")
@ExtendWith(RunningService.class)
class CostTest {

    private static final String ACCOUNT = "load-02";

    private static String asking(String tier, String text) {
        return "{\"model\":\"" + tier + "\",\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                + "\"}]}";
    }

    /**
     * Input: 3 tokens for the request, 4 for its message, and 8 or 17 of its text. Output: 100 words of a token each. On tier-2 that is
     * 15 × 1,500 + 100 × 7,500 nano-dollars; on tier-3 15 × 2,500 + 100 × 12,500; on tier-4 15 × 5,000 + 100 × 25,000. The candidates of these tiers have native ratios from 0.87 to 1.31, which make no difference.
     */
    @ParameterizedTest
    @CsvSource({
        "tier-2, '', 15, 100, 772500",
        "tier-2, '[[simulate:status=503,first]] ', 24, 100, 786000",
        "tier-3, '', 15, 100, 1287500",
        "tier-4, '', 15, 100, 2575000"
    })
    void headerUsageRecordAndWalletAgreeOnTheCost(
            String tier, String trouble, long promptTokens, long completionTokens, long costNanoUsd, Api api)
            throws Exception {
        var before = api.read(ACCOUNT, "/v1/wallet");

        var answer = api.chat(ACCOUNT, asking(tier, trouble + "[[simulate:tokens=100]] count"));

        var usage = RunningService.JSON.readTree(answer.body()).path("usage");
        var id = answer.headers().firstValue("x-request-id").orElseThrow();
        var record = api.read(ACCOUNT, "/v1/usage/requests/" + id);
        var after = api.read(ACCOUNT, "/v1/wallet");
        assertThat(usage.path("prompt_tokens").asLong()).isEqualTo(promptTokens);
        assertThat(usage.path("completion_tokens").asLong()).isEqualTo(completionTokens);
        assertThat(answer.headers().firstValue("x-tierup-cost-usd")).contains(usd(costNanoUsd));
        assertThat(record.path("cost_usd").asText()).isEqualTo(usd(costNanoUsd));
        assertThat(record.path("prompt_tokens").asLong()).isEqualTo(promptTokens);
        assertThat(record.path("completion_tokens").asLong()).isEqualTo(completionTokens);
        assertThat(record.path("token_source").asText()).isEqualTo("counted");
        assertThat(record.path("purse").asText()).isEqualTo("cash");
        assertThat(nano(before) - nano(after)).isEqualTo(costNanoUsd);
        assertThat(after.path("held_usd").asText()).isEqualTo("0.000000000");
    }

    @Test
    void theFreeTierUsesItsAllowanceAndChargesNothing(Api api) throws Exception {
        var before = api.read(ACCOUNT, "/v1/wallet");

        var answer = api.chat(ACCOUNT, asking("tier-1", "[[simulate:tokens=40]] free"));

        var after = api.read(ACCOUNT, "/v1/wallet");
        // At list price. The output is 40 words of a token each.
        var allowance = 15 * 100 + 40 * 400;
        assertThat(answer.headers().firstValue("x-tierup-cost-usd")).contains("0.000000000");
        assertThat(after.path("cash_usd")).isEqualTo(before.path("cash_usd"));
        assertThat(nano(before, "free_left_usd") - nano(after, "free_left_usd")).isEqualTo(allowance);
    }

    private static long nano(JsonNode wallet) {
        return nano(wallet, "available_usd");
    }

    private static long nano(JsonNode wallet, String field) {
        return new BigDecimal(wallet.path(field).asText()).movePointRight(9).longValueExact();
    }

    private static String usd(long nano) {
        return BigDecimal.valueOf(nano, 9).toPlainString();
    }
}
