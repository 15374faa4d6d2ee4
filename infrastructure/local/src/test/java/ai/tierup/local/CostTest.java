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

/** Costs that were computed by hand: tokens × factor, rounded up, × price. */
@Tag("service")
@ExtendWith(RunningService.class)
class CostTest {

    private static final String ACCOUNT = "load-02";

    private static String asking(String tier, String text) {
        return "{\"model\":\"" + tier + "\",\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                + "\"}]}";
    }

    /**
     * Input: 1 token for "count", 2 for the control word of 23 characters, 3 for the one of 29, and 4 for the message, so 7 or 10 native
     * tokens. Output: 100. On tier-2, 7 × 1.13 = 7.91 is billed as 8 tokens at 1,500 nano-dollars, and 100 × 1.13 = 113 at 7,500; the sum
     * is 12,000 + 847,500. The second candidate's factor is 0.87: 9 × 1,500 + 87 × 7,500. The factor on tier-3 is 1.07: 8 × 2,500 +
     * 107 × 12,500. On tier-4 it is 0.93: 7 × 5,000 + 93 × 25,000.
     */
    @ParameterizedTest
    @CsvSource({
        "tier-2, '', 8, 113, 859500",
        "tier-2, '[[simulate:status=503,first]] ', 9, 87, 666000",
        "tier-3, '', 8, 107, 1357500",
        "tier-4, '', 7, 93, 2360000"
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
        assertThat(record.path("token_source").asText()).isEqualTo("reported");
        assertThat(record.path("purse").asText()).isEqualTo("cash");
        assertThat(nano(before) - nano(after)).isEqualTo(costNanoUsd);
        assertThat(after.path("held_usd").asText()).isEqualTo("0.000000000");
    }

    @Test
    void theFreeTierUsesItsAllowanceAndChargesNothing(Api api) throws Exception {
        var before = api.read(ACCOUNT, "/v1/wallet");

        var answer = api.chat(ACCOUNT, asking("tier-1", "[[simulate:tokens=40]] free"));

        var usage = RunningService.JSON.readTree(answer.body()).path("usage");
        var after = api.read(ACCOUNT, "/v1/wallet");
        // 40 output tokens × factor 1.00, at the list price of 0.4 micro-dollars.
        var allowance = usage.path("prompt_tokens").asLong() * 100 + 40 * 400;
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
