package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCacheTest {

    private static final String GPT = "openai/gpt-5-mini";
    private static final String GPT_WITH_CHARGED_WRITES = "openai/gpt-5.6";
    private static final String OPUS = "anthropic/claude-opus-4.7";
    private static final String IN_SESSION = ",\"session_id\":\"s1\"";

    private Instant now = SimulatorClient.NOW;
    private SimulatorClient client;

    @BeforeEach
    void start() throws Exception {
        client = new SimulatorClient(() -> now);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private record Usage(int prompt, int read, int written, BigDecimal cost) {}

    /** Sends a system prompt of {@code systemTokens} and a question of 7 tokens, which is answered with 1 token. */
    private Usage ask(String model, int systemTokens, String question, boolean isMarked, String more) throws Exception {
        var mark = isMarked ? ",\"cache_control\":{\"type\":\"ephemeral\"}" : "";
        var answer = client.send("""
            {"model":"%s","messages":[
              {"role":"system","content":[{"type":"text","text":"%s"%s}]},
              {"role":"user","content":"%s [[simulate:tokens=1]]"}]%s}\
            """.formatted(
                        model, "word ".repeat(systemTokens - Tokens.PER_MESSAGE - 1) + "end", mark, question, more));
        var usage = SimulatorClient.json(answer.body()).path("usage");
        var details = usage.path("prompt_tokens_details");
        return new Usage(
                usage.path("prompt_tokens").asInt(),
                details.path("cached_tokens").asInt(),
                details.path("cache_write_tokens").asInt(),
                new BigDecimal(usage.path("cost").asText()));
    }

    private Usage ask(String model, int systemTokens, String question) throws Exception {
        return ask(model, systemTokens, question, false, IN_SESSION);
    }

    @Test
    void automaticCachesCountWholeStepsOfThePrefixThatWasSentBefore() throws Exception {
        var first = ask(GPT, 1_500, "one");
        var second = ask(GPT, 1_500, "two");

        assertThat(first.read()).isZero();
        assertThat(first.cost()).as("1,507 at $0.25, 1 at $2").isEqualByComparingTo("0.00037875");
        assertThat(second.prompt()).isEqualTo(first.prompt());
        assertThat(second.read()).as("1,500 in steps of 128").isEqualTo(1_408);
        assertThat(second.cost()).as("1,408 at $0.025, 99 at $0.25, 1 at $2").isEqualByComparingTo("0.00006195");
    }

    @Test
    void someVendorsChargeForWritingToAnAutomaticCache() throws Exception {
        var first = ask(GPT_WITH_CHARGED_WRITES, 1_500, "one");

        assertThat(first.written()).isEqualTo(first.prompt());
        assertThat(first.cost()).as("1,507 at 1.25 x $2.50, 1 at $20").isEqualByComparingTo("0.004729375");
    }

    @Test
    void shortPromptsAreNotCached() throws Exception {
        ask(GPT, 1_000, "one");

        assertThat(ask(GPT, 1_000, "two").read()).isZero();
    }

    @Test
    void explicitCachesKeepOnlyWhatIsMarkedAndChargeForIt() throws Exception {
        ask(OPUS, 5_000, "one");
        var unmarked = ask(OPUS, 5_000, "two");
        var first = ask(OPUS, 5_000, "three", true, IN_SESSION);
        var second = ask(OPUS, 5_000, "four", true, IN_SESSION);

        assertThat(unmarked.read()).isZero();
        assertThat(first.written()).isEqualTo(5_000);
        assertThat(first.cost()).as("5,000 at $6.25, 7 at $5, 1 at $25").isEqualByComparingTo("0.03131");
        assertThat(second.read()).isEqualTo(5_000);
        assertThat(second.written()).isZero();
        assertThat(second.cost()).as("5,000 at $0.50, 7 at $5, 1 at $25").isEqualByComparingTo("0.00256");
    }

    @Test
    void someModelsCacheOnlyPromptsOfFourThousandTokens() throws Exception {
        ask(OPUS, 4_000, "one", true, IN_SESSION);

        assertThat(ask(OPUS, 4_000, "two", true, IN_SESSION).read()).isZero();
    }

    @Test
    void whatIsCachedExpiresFiveMinutesAfterItsLastUse() throws Exception {
        ask(OPUS, 5_000, "one", true, IN_SESSION);
        now = now.plus(Duration.ofMinutes(4));
        assertThat(ask(OPUS, 5_000, "two", true, IN_SESSION).read()).isEqualTo(5_000);
        now = now.plus(Duration.ofMinutes(4));
        assertThat(ask(OPUS, 5_000, "three", true, IN_SESSION).read()).isEqualTo(5_000);
        now = now.plus(Duration.ofMinutes(5));

        assertThat(ask(OPUS, 5_000, "four", true, IN_SESSION).read()).isZero();
    }

    @Test
    void withoutASessionTheHostChangesUntilOneHasThePrompt() throws Exception {
        for (var cold = 0; cold < 3; cold++) {
            assertThat(ask(GPT, 1_500, "same", false, "").read()).isZero();
        }
        for (var warm = 0; warm < 4; warm++) {
            assertThat(ask(GPT, 1_500, "same", false, "").read()).isPositive();
        }
    }
}
