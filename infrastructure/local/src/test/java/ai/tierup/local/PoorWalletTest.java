package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers to a customer with little money. */
@Tag("service")
class PoorWalletTest {

    private static String asking(String text) {
        return "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    @Test
    void headersShowTheAffordableOutputAndThatARetryCannotHelp() throws Exception {
        try (var api = new Api(Map.of("TIERUP_DEMO_BALANCE_USD", "0.005"))) {
            var lowered = api.chat("demo", asking("hello"));
            var refused = api.chat("demo", asking("much to read ".repeat(2_000)));

            // "hello" is 8 tokens, which cost 12,000 nano-dollars. By its bytes it could be 279.
            assertThat(lowered.statusCode()).isEqualTo(200);
            assertThat(lowered.headers().firstValueAsLong("x-tierup-max-tokens"))
                    .hasValue((5_000_000 - 12_000) / 7_500);
            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
            assertThat(RunningService.JSON
                            .readTree(refused.body())
                            .path("error")
                            .path("message")
                            .asText())
                    .contains("The wallet has $" + left(api), "enough for 0 output tokens");
        }
    }

    private static String left(Api api) throws Exception {
        return api.read("demo", "/v1/wallet").path("available_usd").asText();
    }
}
