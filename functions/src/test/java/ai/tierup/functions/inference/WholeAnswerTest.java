package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.anthropic.AnthropicMessages;
import ai.tierup.api.RefusalErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.functions.support.gateway.AnswerFormat;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.gateway.TestAnswers;
import ai.tierup.openai.chat.OpenAiChat;
import ai.tierup.openai.responses.OpenAiResponses;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers of all APIs that take minutes. */
class WholeAnswerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final RequestId id = RequestId.of(clock.instant(), 1);
    private final AnswerHead head = new AnswerHead(id, TierId.TIER_2, clock.instant(), 4096);

    static Stream<InferenceApi> apis() {
        return Stream.of(new OpenAiChat(), new OpenAiResponses(), new AnthropicMessages());
    }

    private WholeAnswer begin(InferenceApi api, AnswerFormat format) {
        var read = (ParsedRequest.Valid) api.read(api.sample("Hello", false));
        HttpAnswer http = TestAnswers.into(sent, format, id);
        http.formatFor(api);
        var answer = new WholeAnswer(
                http, read.writers(), new RefusalErrors(read.fields(), id.publicName(), clock.instant()), clock);
        answer.begin(head);
        return answer;
    }

    /** Lets time pass in which the model writes. Returns the seconds after which something was sent. */
    private List<Integer> write(WholeAnswer answer, int seconds) {
        var sendings = new ArrayList<Integer>();
        for (var second = 1; second <= seconds; second++) {
            var before = sent.size();
            clock.pass(SECOND);
            if (second % 7 == 0) {
                answer.delta(new AnswerDelta.Text("word "));
            } else {
                answer.keepAlive();
            }
            if (sent.size() > before) {
                sendings.add(second);
            }
        }
        return sendings;
    }

    private UsageRecord record() {
        var hold = new Hold(new Money(300), Money.ZERO, Purse.CASH, TierId.TIER_2, 1L, LocalDate.EPOCH, Set.of());
        return TestRecords.answered(new AccountId("load-07"), new HoldKey(id, 1), hold, 1, new Money(250), Money.ZERO);
    }

    private String body() {
        return sent.toString(UTF_8).split("\0".repeat(8), 2)[1];
    }

    private JsonNode headers() throws IOException {
        return JSON.readTree(sent.toString(UTF_8).split("\0".repeat(8), 2)[0]);
    }

    @ParameterizedTest
    @MethodSource("apis")
    void nothingIsSilentForFiveMinutes(InferenceApi api) throws IOException {
        var answer = begin(api, AnswerFormat.STREAM);

        assertThat(write(answer, 800)).startsWith(240, 270, 300, 330).hasSize(1 + (800 - 240) / 30);
        answer.finish(FinishReason.STOP, record());

        assertThat(headers().path("statusCode").asInt()).isEqualTo(200);
        assertThat(headers().path("headers").path("x-tierup-max-tokens").asText())
                .isEqualTo("4096");
        assertThat(headers().path("headers").has("x-tierup-cost-usd")).isFalse();
        assertThat(body()).startsWith(" ".repeat(19) + "{");
        assertThat(JSON.readTree(body()).path("id").asText()).isNotEmpty();
        assertThat(JSON.readTree(body()).toString()).contains("word word ");
    }

    @ParameterizedTest
    @MethodSource("apis")
    void anErrorAfterWhiteSpaceIsTheBody(InferenceApi api) throws IOException {
        var answer = begin(api, AnswerFormat.STREAM);
        write(answer, 240);
        answer.fail(new ChatRefusal.UpstreamTimeout());

        assertThat(headers().path("statusCode").asInt()).isEqualTo(200);
        assertThat(JSON.readTree(body()).path("error").path("message").asText()).contains("not charged");
    }

    @ParameterizedTest
    @MethodSource("apis")
    void anEarlierErrorHasItsOwnStatus(InferenceApi api) throws IOException {
        var answer = begin(api, AnswerFormat.STREAM);

        assertThat(write(answer, 239)).isEmpty();
        answer.fail(new ChatRefusal.UpstreamTimeout());

        assertThat(headers().path("statusCode").asInt()).isEqualTo(504);
        assertThat(body()).startsWith("{");
    }

    @Test
    void anAnswerWithinFourMinutesHasItsCostInAHeader() throws IOException {
        var answer = begin(new OpenAiChat(), AnswerFormat.STREAM);
        write(answer, 239);
        answer.finish(FinishReason.STOP, record());

        assertThat(headers().path("headers").path("x-tierup-cost-usd").asText()).isEqualTo("0.000000250");
        assertThat(body()).startsWith("{");
    }

    @Test
    void whatIsSentAtItsEndNeedsNoWhiteSpace() throws IOException {
        var answer = begin(new OpenAiChat(), AnswerFormat.PROXY);

        assertThat(write(answer, 600)).isEmpty();
    }
}
