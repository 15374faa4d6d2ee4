package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiResponsesTest {

    private final OpenAiResponses api = new OpenAiResponses();

    private ErrorAnswer error(ErrorCode code, @Nullable Duration retryAfter) {
        return api.error(new ApiError(code, "Words.", null, retryAfter, List.of()), new RequestId("0123456789abcdef"));
    }

    /** What agents do after each status and code was measured. */
    @ParameterizedTest
    @CsvSource({
        "MODEL_NOT_FOUND, 400, model_not_found",
        "UPSTREAM_UNAVAILABLE, 503, server_is_overloaded",
        "SERVICE_UNAVAILABLE, 503, server_is_overloaded",
        "DAILY_GUARDRAIL_REACHED, 503, server_is_overloaded",
        "INSUFFICIENT_QUOTA, 402, insufficient_quota",
        "CONTEXT_LENGTH_EXCEEDED, 400, context_length_exceeded",
        "RATE_LIMIT_EXCEEDED, 429, rate_limit_exceeded"
    })
    void anErrorHasTheStatusAndTheCodeThatAgentsUnderstand(ErrorCode code, int status, String name) {
        var answer = error(code, null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), UTF_8))
                .startsWith("{\"error\":{\"message\":\"Words.\",\"type\":\"")
                .endsWith("\",\"param\":null,\"code\":\"" + name + "\"}}");
    }

    @Test
    void agentsAreToldToWaitOnlyIfItIsShort() {
        assertThat(error(ErrorCode.RATE_LIMIT_EXCEEDED, Duration.ofSeconds(9)).headers())
                .containsEntry("retry-after", "9");
        assertThat(error(ErrorCode.DAILY_LIMIT_REACHED, Duration.ofHours(9)).headers())
                .containsOnlyKeys("x-should-retry");
    }

    /** Half a character in a field that nobody reads. */
    @Test
    void whatIsRepeatedOfARequestIsValidText() {
        var read = (ParsedRequest.Valid) api.read(
                "{\"model\":\"tier-2\",\"input\":\"hi\",\"tools\":[{\"type\":\"web_search\",\"at\":\"\\ud800\"}]}"
                        .getBytes(UTF_8));
        var head = new AnswerHead(new RequestId("0123456789abcdef"), TierId.TIER_2, Instant.EPOCH, null);
        var answer = read.writers().whole(head).finish(new AnswerEnd(FinishReason.STOP, TokenUsage.NONE, null));

        assertThat(new String(answer, UTF_8)).contains("\"at\":\"\ufffd\"");
    }

    @Test
    void aPreviousResponseIsRefusedWithAdvice() {
        assertThat(ApiErrors.previousResponseNotFound("resp_1").message())
                .isEqualTo(
                        "Previous response with id 'resp_1' not found. Responses are not stored. Leave the field out,"
                                + " and send the whole conversation in \"input\".");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSampleIsAValidRequest(boolean stream) {
        assertThat(api.read(api.sample("Hello", stream)))
                .isInstanceOfSatisfying(
                        ParsedRequest.Valid.class,
                        read -> assertThat(read.request().stream()).isEqualTo(stream));
    }
}
