package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Upstream errors, timeouts, invalid answers and broken streams. Clients get our errors and pay only for text that arrived. */
@Tag("service")
class UpstreamTroubleTest {

    private static Api api;

    /** For models that wait. Its requests would fail on a busy machine even if the model did not wait. */
    private static Api impatient;

    @BeforeAll
    static void start() {
        api = new Api(Map.of());
        impatient = new Api(Map.of(
                "TIERUP_UPSTREAM_FIRST_TOKEN_TIMEOUT_SECONDS", "1",
                "TIERUP_UPSTREAM_NEXT_TOKEN_TIMEOUT_SECONDS", "1",
                "TIERUP_REQUEST_TIMEOUT_SECONDS", "4"));
    }

    @AfterAll
    static void stop() {
        api.close();
        impatient.close();
    }

    private static String asking(String control, boolean stream) {
        return "{\"model\":\"tier-2\",\"max_tokens\":200,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + control + " hello\"}]}";
    }

    private static void assertRefusedAtNoCost(String account, String control, int status, String code)
            throws Exception {
        assertRefusedAtNoCost(api, account, control, status, code);
    }

    private static void assertRefusedAtNoCost(Api api, String account, String control, int status, String code)
            throws Exception {
        for (var stream : new boolean[] {false, true}) {
            var before = api.read(account, "/v1/wallet");

            var answer = api.chat(account, asking(control, stream));

            var after = api.read(account, "/v1/wallet");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
            assertThat(after.path("available_usd")).isEqualTo(before.path("available_usd"));
            assertThat(after.path("open_holds").asInt()).isZero();
        }
    }

    @Test
    void upstreamErrorsCostNothing() throws Exception {
        assertRefusedAtNoCost("load-08", "[[simulate:status=503]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost("load-08", "[[simulate:status=429]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost("load-08", "[[simulate:status=402]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost("load-08", "[[simulate:status=401]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost("load-08", "[[simulate:status=404]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost(
                "load-08", "[[simulate:status=400,type=context_length_exceeded]]", 400, "context_length_exceeded");
        assertRefusedAtNoCost(
                "load-08", "[[simulate:status=400,type=content_policy_violation]]", 400, "content_policy_violation");
        assertRefusedAtNoCost("load-08", "[[simulate:error_in_200]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost("load-08", "[[simulate:garbage]]", 503, "upstream_unavailable");
        assertRefusedAtNoCost("load-08", "[[simulate:empty]]", 503, "upstream_unavailable");
    }

    @Test
    void aSilentUpstreamTimesOut() throws Exception {
        assertRefusedAtNoCost(impatient, "load-09", "[[simulate:hang]]", 504, "upstream_timeout");
    }

    @Test
    void theNextCandidateAnswersWhenTheFirstFails() throws Exception {
        var answer = api.chat("load-10", asking("[[simulate:status=503,first]]", false));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aBrokenStreamEndsWithAnErrorEventThatSaysWhatWasCharged() throws Exception {
        assertBroken(api, "break_after=5", "error_after=5", "bare_error_after=5");
        assertBroken(impatient, "stall_after=5");
    }

    private static void assertBroken(Api api, String... controls) throws Exception {
        for (var control : controls) {
            var before = available(api, "load-11");

            var answer = api.chat("load-11", asking("[[simulate:" + control + "]]", true));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("data: {\"error\":{").doesNotContain("[DONE]");
            interruptedAndCharged(api, "load-11", before, answer);
        }
    }

    @Test
    void aWholeAnswerThatBreaksIsGivenByTheNextCandidate() throws Exception {
        var answer = api.chat("load-13", asking("[[simulate:break_after=5,model=claude]]", false));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("This is a simulated answer");
    }

    @Test
    void aWholeAnswerThatEveryCandidateBreaksOffIsAnErrorThatSaysWhatWasCharged() throws Exception {
        var before = available(api, "load-14");

        var answer = api.chat("load-14", asking("[[simulate:break_after=5]]", false));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        interruptedAndCharged(api, "load-14", before, answer);
    }

    @Test
    void anAnswerThatIsCutAtTheDeadlineIsPaidAsFarAsItWasGenerated() throws Exception {
        for (var stream : new boolean[] {false, true}) {
            var before = available(impatient, "load-15");

            var answer = impatient.chat("load-15", asking("[[simulate:slow=100,tokens=200]]", stream));

            assertThat(answer.statusCode()).isEqualTo(stream ? 200 : 504);
            assertThat(answer.body()).contains("was cut off");
            interruptedAndCharged(impatient, "load-15", before, answer);
        }
    }

    private static BigDecimal available(Api api, String account) throws Exception {
        return new BigDecimal(
                api.read(account, "/v1/wallet").path("available_usd").asText());
    }

    private static void interruptedAndCharged(Api api, String account, BigDecimal before, HttpResponse<String> answer)
            throws Exception {
        var record =
                api.read(account, "/v1/usage/requests?limit=1").path("data").get(0);
        var cost = record.path("cost_usd").asText();
        assertThat(answer.body())
                .contains("\"code\":\"answer_interrupted\"")
                .contains("You were charged $" + cost + " for the input and what was generated.");
        assertThat(record.path("outcome").asText()).isEqualTo("failed");
        assertThat(record.path("token_source").asText()).isEqualTo("counted");
        assertThat(record.path("completion_tokens").asInt()).isPositive();
        assertThat(before.subtract(available(api, account))).isEqualTo(new BigDecimal(cost));
    }

    @Test
    void withoutUsageFromUpstreamTokensAreCounted() throws Exception {
        api.chat("load-12", asking("[[simulate:no_usage]]", true));

        var record =
                api.read("load-12", "/v1/usage/requests?limit=1").path("data").get(0);
        assertThat(record.path("outcome").asText()).isEqualTo("answered");
        assertThat(record.path("token_source").asText()).isEqualTo("counted");
    }
}
