package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals once one of the platform's daily budgets is used up. */
@Tag("service")
class GuardrailTest {

    private static final String TIER_1 = body("tier-1");
    private static final String TIER_2 = body("tier-2");

    private static Api api;

    @BeforeAll
    static void start() {
        api = new Api(Map.of("TIERUP_BUDGET_SUBSIDY_USD", "0.018", "TIERUP_BUDGET_TIER_1_USD", "0"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String body(String tier) {
        return """
                {"model": "%s", "max_tokens": 900, "messages": [{"role": "user", "content": "[[simulate:tokens=900]] hello"}]}""".formatted(tier);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(RunningService.JSON.readTree(answer.body()).at("/error/code").asText())
                .isEqualTo(code);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 86_400L);
    }

    @Test
    void theSubsidyIsAHardLimitAndRefusedRequestsCostNothing() throws Exception {
        assertThat(api.chat("load-01", TIER_2).statusCode()).isEqualTo(200);
        var before = api.read("load-02", "/v1/wallet");

        assertRefused(api.chat("load-02", TIER_2), 503, "daily_guardrail_reached");

        assertThat(api.read("load-02", "/v1/wallet")).isEqualTo(before);
        assertThat(api.read("load-02", "/v1/usage/requests").path("data")).isEmpty();
    }

    @Test
    void aUsedUpFreeTierHasAnErrorOfItsOwn() throws Exception {
        assertRefused(api.chat("load-03", TIER_1), 429, "free_allowance_reached");
    }

    private static int guardrail(ByteArrayOutputStream output, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addFirst("guardrail");
        var print = new PrintStream(output, true, UTF_8);
        var folder = Map.of("TIERUP_DATA_DIR", api.folder.toString());
        return new CommandLine(new Variables(folder), RunningService.HOME, print, print).run(all);
    }

    @Test
    void theOperatorListsThePoolsAndChangesABudget() throws Exception {
        var before = new ByteArrayOutputStream();
        var after = new ByteArrayOutputStream();
        assertRefused(api.chat("load-04", TIER_1), 429, "free_allowance_reached");

        assertThat(guardrail(before)).isZero();
        assertThat(guardrail(after, "set", "tier-1", "5", "a campaign")).isZero();

        assertThat(before.toString(UTF_8).lines())
                .anyMatch(line -> line.matches("tier-1 +\\$0[.]000000000 +\\$0[.]000000000 +\\$0[.]000000000 .*"));
        assertThat(after.toString(UTF_8).lines()).anyMatch(line -> line.matches("tier-1 +\\$5[.]000000000 .*"));
        guardrail(new ByteArrayOutputStream(), "set", "tier-1", "0", "over");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set nothing 5 why",
                "set tier-1 much why",
                "set tier-1 5",
                "set tier-1 -1 why",
                "set tier-1 1000001 why",
                "set tier-1 5 why 2026-02-30",
                "set tier-1 5 why +999999999-01-01",
                "set tier-1 1e400000000 why",
                "yesterday"
            })
    void invalidArgumentsAreRefused(String arguments) {
        var output = new ByteArrayOutputStream();

        assertThat(guardrail(output, arguments.split(" "))).isEqualTo(2);

        assertThat(output.toString(UTF_8).lines()).hasSize(1);
    }
}
