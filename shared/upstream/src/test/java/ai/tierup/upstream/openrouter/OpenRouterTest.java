package ai.tierup.upstream.openrouter;

import static ai.tierup.domain.upstream.UpstreamFailure.CONTENT_POLICY;
import static ai.tierup.domain.upstream.UpstreamFailure.CONTEXT_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.ReasoningDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.openai.upstream.AnswerReader;
import ai.tierup.openai.upstream.UpstreamErrors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for the fields that OpenRouter adds to OpenAI's answers. {@code RequestBodyTest} covers its requests. */
class OpenRouterTest {

    private static final AnswerReader READER = new AnswerReader(new OpenRouter());
    private static final UpstreamErrors ERRORS = new UpstreamErrors(new OpenRouter());

    private static final String RICH = """
        {"id":"gen-1","choices":[{"index":0,"delta":{"role":"assistant","content":[{"type":"text","text":"a"}],"refusal":null,
         "reasoning":"r","reasoning_details":[{"type":"reasoning.text","text":"r"}],
         "tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]},
         "finish_reason":null,"error":null}],
         "usage":{"prompt_tokens":1,"completion_tokens":2,"completion_tokens_details":{"reasoning_tokens":1},"cost":0.5}}\
        """;

    private static List<UpstreamEvent> delta(String content) {
        return READER.read("{\"choices\":[{\"delta\":" + content + "}]}");
    }

    @Test
    void theCostOfAWholeAnswerIsRead() {
        assertThat(READER.read("""
            {"id":"gen-1","choices":[{"message":{"role":"assistant","content":"Hi","reasoning":"hm"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":5,"completion_tokens":7,"cost":0.0000012345,"completion_tokens_details":{"reasoning_tokens":9}}}\
            """))
                .containsExactly(
                        new UpstreamEvent.ReasoningDelta("hm"),
                        new UpstreamEvent.TextDelta("Hi"),
                        new UpstreamEvent.Usage(new TokenUsage(5, 7, 7), new Money(1235)),
                        new UpstreamEvent.Finished(FinishReason.STOP));
    }

    @Test
    void anImplausibleCostIsIgnored() {
        for (var cost : new String[] {"1e999", "1e400000000", "-1", "1e30", "\"1\""}) {
            assertThat(READER.read("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"cost\":" + cost + "}}"))
                    .containsExactly(new UpstreamEvent.Usage(new TokenUsage(1, 2, 0), null));
        }
    }

    @Test
    void reasoningUnderSeveralNamesIsReadOnce() {
        var details = "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"hm\"}]";
        for (var content : new String[] {
            "{\"reasoning\":\"hm\",\"reasoning_content\":\"hm\"," + details + "}",
            "{\"reasoning\":\"\",\"reasoning_content\":\"hm\"," + details + "}",
            "{\"reasoning\":null," + details + "}",
            "{\"reasoning_details\":[{\"type\":\"reasoning.summary\",\"summary\":\"hm\"},{\"type\":\"reasoning.encrypted\",\"data\":\"x\"}]}"
        }) {
            assertThat(delta(content)).as(content).containsExactly(new ReasoningDelta("hm"));
        }
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
        "302, elsewhere, UNAVAILABLE",
        "400, refusal, CONTENT_POLICY",
        "400, max_tokens_exceeded, INVALID_REQUEST",
        "400, string_too_long, INVALID_REQUEST",
        "400, image_too_large, INVALID_REQUEST",
        "400, wrong_endpoint, MODEL_REFUSED",
        "400, exceed_context_size_error, CONTEXT_TOO_LONG",
        "403, guardrail, REFUSED_US",
        "403, region_restricted, REFUSED_US",
        "404, constraint_filtered, MODEL_REFUSED",
        "502, context_length_exceeded, CONTEXT_TOO_LONG"
    })
    void aStatusAndAnErrorTypeDetermineTheFailure(int status, String type, UpstreamFailure failure) {
        assertThat(ERRORS.failureOf(status, "{\"error\":{\"metadata\":{\"error_type\":\"" + type + "\"}}}"))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'message':'Rate limit exceeded: free-models-per-day. Add 10 credits'} | REFUSED_US",
                "{'message':'Too many','metadata':{'headers':{'X-RateLimit-Limit':'50'}}} | REFUSED_US",
                "{'message':'Provider returned error','metadata':{'provider_name':'P','raw':'Rate limit exceeded: slow"
                        + " down'}} | UNAVAILABLE",
                "{'message':'Rate limit exceeded: x','metadata':{'provider_name':'P'}} | UNAVAILABLE"
            },
            quoteCharacter = '`')
    void aLimitOfOurAccountNamesNoHost(String error, UpstreamFailure failure) {
        assertThat(ERRORS.failureOf(429, "{\"error\":" + error.replace('\'', '"') + "}"))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model's maximum context length is 8192 tokens. However, you requested 9000",
                "the request exceeds the available context size, try increasing it",
                "prompt is too long: 210000 tokens > 200000 maximum",
                "Input is longer than the context window of this model"
            })
    void theMessageOfTheHostBehindOpenRouterIsRead(String message) {
        assertThat(ERRORS.failureOf(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"Provider returned error\",\"metadata\":{\"raw\":\""
                                + message + "\"}}}"))
                .isEqualTo(CONTEXT_TOO_LONG);
    }

    @Test
    void aModerationWithoutAnErrorTypeIsRecognisedByItsReasons() {
        assertThat(
                        ERRORS.failureOf(
                                403,
                                "{\"error\":{\"code\":403,\"message\":\"Forbidden\",\"metadata\":{\"reasons\":[\"violence\"],\"flagged_input\":\"…\"}}}"))
                .isEqualTo(CONTENT_POLICY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"x\"", "[]", "[[]]", "{\"a\":{\"b\":1}}", "true", "1e999", "-0.0"})
    void unexpectedValuesNeverThrow(String odd) {
        for (var name : List.of("reasoning", "reasoning_details", "usage", "cost")) {
            var json = RICH.replaceFirst(
                    "\"" + name + "\":(\\[[^\\]]*\\]|\\{[^}]*\\}|\"[^\"]*\"|[0-9.]+)", "\"" + name + "\":" + odd);
            assertThatCode(() -> READER.read(json)).as(json).doesNotThrowAnyException();
        }
        assertThatCode(() -> delta("{\"reasoning_details\":" + odd + "}")).doesNotThrowAnyException();
        assertThatCode(() -> delta("{\"reasoning_details\":[" + odd + "]}")).doesNotThrowAnyException();
        for (var status : new int[] {0, 400, 403, 500}) {
            assertThatCode(() -> ERRORS.failureOf(status, "{\"error\":{\"metadata\":" + odd + "}}"))
                    .doesNotThrowAnyException();
            assertThatCode(() -> ERRORS.failureOf(
                            status, "{\"error\":{\"metadata\":{\"error_type\":" + odd + ",\"raw\":" + odd + "}}}"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void corruptedJsonNeverThrows() {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(RICH);
            for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged.setCharAt(
                        random.nextInt(damaged.length()), "{}[]\",:0e-\\un \ud83d".charAt(random.nextInt(15)));
            }
            assertThatCode(() -> READER.read(damaged.toString()))
                    .as(damaged.toString())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No endpoints found that can handle the requested parameters. To learn more about provider routing,"
                        + " visit: x",
                "No endpoints found that support tool use. Try disabling \\\"question\\\".",
                "No endpoints found that support the provided 'tool_choice' value.",
                "No endpoints found that support image input",
                "No endpoints found that support the requested parameters."
            })
    void aModelWithoutAHostForTheParametersIsNotOurFault(String message) {
        var error =
                "{\"error\":{\"message\":\"" + message + "\",\"metadata\":{\"error_type\":\"constraint_filtered\"}}}";

        assertThat(ERRORS.failureOf(404, error)).isEqualTo(UpstreamFailure.UNSUPPORTED);
        assertThat(ERRORS.failureOf(503, error)).isEqualTo(UpstreamFailure.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No endpoints found for north/alpha.",
                "No endpoints found matching your data policy (Paid model training)",
                "No endpoints available matching your guardrail restrictions and data policy.",
                "No allowed providers are available for the selected model."
            })
    void aModelThatIsGoneOrExcludedIsOurFault(String message) {
        assertThat(ERRORS.failureOf(404, "{\"error\":{\"message\":\"" + message + "\",\"code\":404}}"))
                .isEqualTo(UpstreamFailure.MODEL_REFUSED);
    }
}
