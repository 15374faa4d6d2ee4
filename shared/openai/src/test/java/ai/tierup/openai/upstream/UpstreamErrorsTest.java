package ai.tierup.openai.upstream;

import static ai.tierup.domain.upstream.UpstreamFailure.CONTENT_POLICY;
import static ai.tierup.domain.upstream.UpstreamFailure.CONTEXT_TOO_LONG;
import static ai.tierup.domain.upstream.UpstreamFailure.INVALID_REQUEST;
import static ai.tierup.domain.upstream.UpstreamFailure.MODEL_REFUSED;
import static ai.tierup.domain.upstream.UpstreamFailure.REFUSED_US;
import static ai.tierup.domain.upstream.UpstreamFailure.SILENT;
import static ai.tierup.domain.upstream.UpstreamFailure.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamErrorsTest {

    private static final UpstreamErrors ERRORS = new UpstreamErrors(new ChatDialect() {});
    private static final AnswerReader READER = new AnswerReader(new ChatDialect() {});

    private static UpstreamFailure failureWithMessage(int status, String message) {
        return ERRORS.failureOf(status, "{\"error\":{\"message\":\"" + message + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, CONTENT_POLICY, refusal",
        "400, INVALID_REQUEST, max_tokens_exceeded",
        "400, INVALID_REQUEST, string_too_long",
        "400, INVALID_REQUEST, image_too_large",
        "400, MODEL_REFUSED, wrong_endpoint",
        "400, CONTEXT_TOO_LONG, exceed_context_size_error",
        "403, REFUSED_US, guardrail",
        "403, REFUSED_US, region_restricted",
        "404, MODEL_REFUSED, constraint_filtered",
        "502, CONTEXT_TOO_LONG, context_length_exceeded"
    })
    void aCodeIsFoundInEveryField(int status, UpstreamFailure failure, String code) {
        for (var body :
                new String[] {"{\"error\":{\"code\":\"%s\"}}", "{\"error\":{\"type\":\"%s\"}}", "{\"type\":\"%s\"}"}) {
            assertThat(ERRORS.failureOf(status, body.formatted(code))).as(body).isEqualTo(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model's maximum context length is 8192 tokens. However, you requested 9000",
                "the request exceeds the available context size, try increasing it",
                "prompt is too long: 210000 tokens > 200000 maximum",
                "Input is longer than the context window of this model"
            })
    void aPromptThatIsTooLongIsRecognisedByTheMessage(String message) {
        assertThat(failureWithMessage(400, message)).isEqualTo(CONTEXT_TOO_LONG);
        assertThat(failureWithMessage(500, message)).isEqualTo(CONTEXT_TOO_LONG);
        assertThat(ERRORS.failureOf(400, "{\"error\":\"" + message + "\"}")).isEqualTo(CONTEXT_TOO_LONG);
    }

    @Test
    void theMessageIsIgnoredIfTheStatusIsConclusive() {
        assertThat(failureWithMessage(401, "See context window")).isEqualTo(REFUSED_US);
        assertThat(failureWithMessage(503, "Too busy for this context length")).isEqualTo(UNAVAILABLE);
        assertThat(failureWithMessage(400, "Our moderation team has nothing against it"))
                .isEqualTo(INVALID_REQUEST);
    }

    @Test
    void aModerationIsRecognisedByTheMessage() {
        assertThat(failureWithMessage(403, "anthropic/x requires moderation on Anthropic. Your input was flagged"))
                .isEqualTo(CONTENT_POLICY);
        assertThat(failureWithMessage(403, "Key limit exceeded")).isEqualTo(REFUSED_US);
    }

    @Test
    void anUnknownModelIsOurFault() {
        assertThat(failureWithMessage(400, "x/y is not a valid model ID")).isEqualTo(MODEL_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
    void aLimitOfOurAccountIsToldApartFromOneOfTheModel(String code) {
        assertThat(ERRORS.failureOf(429, "{\"error\":{\"code\":\"" + code + "\"}}"))
                .isEqualTo(REFUSED_US);
        assertThat(ERRORS.failureOf(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}"))
                .isEqualTo(UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"text\"", "<html>", "{\"error\":null}", "{\"error\":[1]}", "{"})
    void anUnreadableBodyIsClassifiedByTheStatus(String body) {
        assertThat(ERRORS.failureOf(402, body)).isEqualTo(REFUSED_US);
        assertThat(ERRORS.failureOf(422, body)).isEqualTo(INVALID_REQUEST);
        assertThat(ERRORS.failureOf(504, body)).isEqualTo(SILENT);
        assertThat(ERRORS.failureOf(418, body)).isEqualTo(UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({"401, REFUSED_US", "'\"504\"', SILENT", "429, UNAVAILABLE", "'\"server_error\"', UNAVAILABLE"})
    void anErrorInAnAnswerWithStatus200IsClassifiedByItsCode(String code, UpstreamFailure failure) {
        assertThat(READER.read("{\"error\":{\"code\":" + code + ",\"message\":\"x\"}}"))
                .containsExactly(UpstreamEvent.Failed.reported(failure));
    }
}
