package ai.tierup.openai.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final AnswerReader READER = new AnswerReader(new ChatDialect() {});
    private static final UpstreamErrors ERRORS = new UpstreamErrors(new ChatDialect() {});
    private static final UpstreamEvent UNREADABLE = UpstreamEvent.Failed.brokenOff(UpstreamFailure.UNAVAILABLE);
    private static final UpstreamEvent REPORTED = UpstreamEvent.Failed.reported(UpstreamFailure.UNAVAILABLE);

    @Test
    void aWholeAnswerIsReadAsReasoningTextUsageAndFinish() {
        assertThat(READER.read("""
            {"id":"gen-1","choices":[{"message":{"role":"assistant","content":"Hi","reasoning":"hm"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":5,"completion_tokens":7,"completion_tokens_details":{"reasoning_tokens":9}}}\
            """))
                .containsExactly(
                        new UpstreamEvent.ReasoningDelta("hm"),
                        new UpstreamEvent.TextDelta("Hi"),
                        new UpstreamEvent.Usage(new TokenUsage(5, 7, 7), null),
                        new UpstreamEvent.Finished(FinishReason.STOP));
    }

    @Test
    void aPartialToolCallIsRead() {
        assertThat(
                        READER.read(
                                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":2,\"id\":\"toolu_1\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}"))
                .containsExactly(new UpstreamEvent.ToolCallDelta(2, "toolu_1", "f", ""));
        assertThat(
                        READER.read(
                                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":2,\"function\":{\"arguments\":\"{}\"}}]}}]}"))
                .containsExactly(new UpstreamEvent.ToolCallDelta(2, null, null, "{}"));
    }

    @Test
    void usageIsReadWithAndWithoutChoices() {
        var usage = new UpstreamEvent.Usage(new TokenUsage(1, 2, 0), null);

        assertThat(READER.read("{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"))
                .containsExactly(usage);
        assertThat(
                        READER.read(
                                "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"))
                .containsExactly(usage, new UpstreamEvent.Finished(FinishReason.LENGTH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt_tokens\":-1,\"completion_tokens\":2}",
                "{\"prompt_tokens\":1e300,\"completion_tokens\":2}",
                "{\"prompt_tokens\":1e400000000,\"completion_tokens\":2}",
                "{\"prompt_tokens\":100000001,\"completion_tokens\":2}",
                "{\"prompt_tokens\":\"1\",\"completion_tokens\":2}",
                "{\"prompt_tokens\":1}",
                "[]",
                "7"
            })
    void implausibleTokenCountsAreIgnored(String usage) {
        assertThat(READER.read("{\"choices\":[],\"usage\":" + usage + "}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "7"})
    void anAnswerThatIsNoJsonObjectIsAFailure(String json) {
        assertThat(READER.read(json)).containsExactly(UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"The operation was aborted\"}}",
                "{\"error\":\"no\"}",
                "{\"choices\":[{\"error\":{\"code\":502},\"message\":{\"content\":\"\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}"
            })
    void anErrorInAnAnswerWithStatus200IsAFailure(String json) {
        assertThat(READER.read(json)).containsExactly(REPORTED);
    }

    @Test
    void textBeforeAnErrorIsKept() {
        assertThat(READER.read("{\"choices\":[{\"message\":{\"content\":\"part\"},\"finish_reason\":\"error\"}]}"))
                .containsExactly(new UpstreamEvent.TextDelta("part"), REPORTED);
    }

    @Test
    void aNullErrorKeyIsIgnored() {
        assertThat(READER.read("{\"error\":null,\"choices\":[{\"delta\":{\"content\":\"x\"}}]}"))
                .containsExactly(new UpstreamEvent.TextDelta("x"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, context_length_exceeded, CONTEXT_TOO_LONG",
        "413, token_limit_exceeded, CONTEXT_TOO_LONG",
        "400, content_policy_violation, CONTENT_POLICY",
        "403, moderation, CONTENT_POLICY",
        "400, invalid_request, INVALID_REQUEST",
        "422, unprocessable, INVALID_REQUEST",
        "400, model_not_found, MODEL_REFUSED",
        "401, authentication, REFUSED_US",
        "402, payment_required, REFUSED_US",
        "403, permission_denied, REFUSED_US",
        "404, no_endpoints, MODEL_REFUSED",
        "408, timeout, SILENT",
        "504, timeout, SILENT",
        "524, timeout, SILENT",
        "429, rate_limit_exceeded, UNAVAILABLE",
        "500, server, UNAVAILABLE",
        "503, provider_unavailable, UNAVAILABLE",
        "529, provider_overloaded, UNAVAILABLE",
        "302, elsewhere, UNAVAILABLE"
    })
    void aStatusAndACodeDetermineTheFailure(int status, String code, UpstreamFailure failure) {
        assertThat(ERRORS.failureOf(status, "{\"error\":{\"code\":\"" + code + "\"}}"))
                .isEqualTo(failure);
    }

    @Test
    void anErrorWithoutACodeIsClassifiedByItsMessageOrStatus() {
        assertThat(ERRORS.failureOf(
                        400, "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens\"}}"))
                .isEqualTo(UpstreamFailure.CONTEXT_TOO_LONG);
        assertThat(ERRORS.failureOf(502, "<html>Bad Gateway</html>")).isEqualTo(UpstreamFailure.UNAVAILABLE);
    }
}
