package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every cost here was worked out by hand: tokens × factor, rounded up, × price, in dollars with nine decimals. */
@ExtendWith(RunningService.class)
class CostTest {

    private static final String ACCOUNT = "load-02";

    private static String asking(String tier, String text) {
        return "{\"model\":\"" + tier + "\",\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                + "\"}]}";
    }

    @Test
    void theAnswersHeaderItsUsageTheRecordAndTheWalletAgree(Api api) throws Exception {
        var before = api.read(ACCOUNT, "/v1/wallet");

        var answer = api.chat(ACCOUNT, asking("tier-2", "[[simulate:tokens=100]] count"));

        var body = RunningService.JSON.readTree(answer.body());
        var id = answer.headers().firstValue("x-request-id").orElseThrow();
        var record = api.read(ACCOUNT, "/v1/usage/requests/" + id);
        var after = api.read(ACCOUNT, "/v1/wallet");
        var prompt = body.path("usage").path("prompt_tokens").asLong();
        // 100 output tokens × 1.13 = 113, × 7.5 nano-dollars a hundred-thousandth: 113 × 7,500 = 847,500 nano-dollars.
        assertThat(body.path("usage").path("completion_tokens").asLong()).isEqualTo(113);
        var cost = prompt * 1_500 + 113 * 7_500;
        assertThat(answer.headers().firstValue("x-tierup-cost-usd")).contains(usd(cost));
        assertThat(record.path("cost_usd").asText()).isEqualTo(usd(cost));
        assertThat(record.path("prompt_tokens").asLong()).isEqualTo(prompt);
        assertThat(record.path("token_source").asText()).isEqualTo("reported");
        assertThat(record.path("purse").asText()).isEqualTo("cash");
        assertThat(nano(before) - nano(after)).isEqualTo(cost);
        assertThat(after.path("held_usd").asText()).isEqualTo("0.000000000");
    }

    @Test
    void theFreeTierCostsNothingAndUsesItsAllowance(Api api) throws Exception {
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
