package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.api.SseFrame;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified OpenAI client for Java against the running service. */
@Tag("service")
@ExtendWith(RunningService.class)
class OpenAiJavaClientTest {

    private static final String ACCOUNT = "demo";

    private static final String CHUNK = """
            {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "tier-2", \
            "choices": [{"index": 0, "delta": {"content": "%s"}, "finish_reason": null}]}""";

    private static ChatCompletionCreateParams.Builder asking(String text) {
        return ChatCompletionCreateParams.builder()
                .model("tier-2")
                .maxCompletionTokens(200)
                .addUserMessage(text);
    }

    private static String textOf(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    @Test
    void aCompletionIsAnswered(Api api) {
        var completion = api.openAi(ACCOUNT)
                .chat()
                .completions()
                .create(asking("The harbour is calm.").build());

        completion.validate();
        assertThat(completion.model()).isEqualTo("tier-2");
        assertThat(completion.id()).matches("chatcmpl-[0-9a-z]{16}");
        assertThat(textOf(completion)).contains("The harbour is calm.");
        assertThat(completion.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void aStreamEndsWithItsUsage(Api api) {
        var params = asking("The tide is out.")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        var whole = ChatCompletionAccumulator.create();
        var chunks = new ArrayList<Integer>();
        try (var stream = api.openAi(ACCOUNT).chat().completions().createStreaming(params)) {
            stream.stream()
                    .peek(whole::accumulate)
                    .forEach(chunk -> chunks.add(chunk.choices().size()));
        }

        assertThat(textOf(whole.chatCompletion())).contains("The tide is out.");
        assertThat(whole.chatCompletion().usage()).isPresent();
        assertThat(chunks).hasSizeGreaterThan(3).endsWith(0);
    }

    /** Tells the time somewhere. */
    @JsonClassDescription("Tells the time in a place")
    static final class TellTime {
        public String place = "";
    }

    @Test
    void aToolLoopCompletes(Api api) {
        var client = api.openAi(ACCOUNT);
        var params = asking("What time is it in Lisbon?").addTool(TellTime.class);

        var asked = client.chat().completions().create(params.build()).choices().getFirst();
        var call = asked.message().toolCalls().orElseThrow().getFirst().asFunction();
        var answer = client.chat()
                .completions()
                .create(params.addMessage(asked.message())
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content("It is 17:42 there.")
                                .build())
                        .build());

        assertThat(asked.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(call.id()).matches("call_[0-9A-Za-z]{24}");
        assertThat(call.function().arguments(TellTime.class).place).isNotNull();
        assertThat(textOf(answer)).contains("It is 17:42 there.");
    }

    @Test
    void toolCallsAreStreamed(Api api) {
        var params = asking("What time is it in Porto?").addTool(TellTime.class).build();
        var whole = ChatCompletionAccumulator.create();
        try (var stream = api.openAi(ACCOUNT).chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }

        var call = whole.chatCompletion()
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst();
        assertThat(call.asFunction().function().name()).isEqualTo("TellTime");
        assertThat(call.asFunction().function().arguments(TellTime.class).place).isNotNull();
    }

    /** A city. */
    static final class City {
        public String name = "";
        public int inhabitants;
        public List<String> rivers = List.of();
    }

    @Test
    void anAnswerFollowsAJsonSchema(Api api) {
        var completion = api.openAi(ACCOUNT)
                .chat()
                .completions()
                .create(asking("Describe Lisbon.").responseFormat(City.class).build());

        var city = completion.choices().getFirst().message().content().orElseThrow();
        assertThat(city.name).isNotNull();
        assertThat(city.rivers).isNotNull();
    }

    @Test
    void imagesAreSentAsDataUrls(Api api) {
        var onePixel =
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
                        + "awAAAABJRU5ErkJggg==";
        var params = ChatCompletionCreateParams.builder()
                .model("tier-3")
                .addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text("What is on it?")
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                        .url(onePixel)
                                        .build())
                                .build())))
                .build();

        var completion = api.openAi(ACCOUNT).chat().completions().create(params);

        assertThat(textOf(completion)).contains("What is on it?").contains("image/png");
    }

    @Test
    void aRepeatedRequestWithTheSameKeyGetsTheSameAnswer(Api api) {
        var params = asking("The harbour is calm.")
                .putAdditionalHeader("Idempotency-Key", "harbour-1")
                .build();
        var completions = api.openAi(ACCOUNT).chat().completions();

        var first = completions.create(params);
        var again = completions.create(params);

        assertThat(again).isEqualTo(first);
        assertThatThrownBy(() -> completions.create(
                        params.toBuilder().addUserMessage("The tide is out.").build()))
                .isInstanceOfSatisfying(
                        UnexpectedStatusCodeException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(409));
    }

    @Test
    void tiersAreListedAsModels(Api api) {
        var models = api.openAi(ACCOUNT).models().list().data();

        assertThat(models).extracting(model -> model.id()).containsExactly("tier-1", "tier-2", "tier-3", "tier-4");
        assertThat(api.openAi(ACCOUNT).models().retrieve("tier-4").ownedBy()).isEqualTo("tierup");
    }

    @Test
    void errorsBecomeExceptionsOfTheClient(Api api) {
        var completions = api.openAi(ACCOUNT).chat().completions();
        var stranger = OpenAIOkHttpClient.builder()
                .baseUrl(api.url("/v1"))
                .apiKey("tu-nobody")
                .maxRetries(0)
                .build();

        assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> completions.create(asking("x").model("gpt-4o").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("tier-2");
        assertThatThrownBy(() -> completions.create(asking("x").temperature(3.0).build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.param()).contains("temperature"));
    }

    @Test
    void aSignOfLifeAmidAStreamIsNoChunk() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(SseFrame.comment("ping"));
                body.write(SseFrame.comment("ping"));
                body.write(SseFrame.text(CHUNK.formatted("Hel")));
                body.write(SseFrame.comment("ping"));
                body.write(SseFrame.text(CHUNK.formatted("lo")));
                body.write(SseFrame.comment("ping"));
                body.write(SseFrame.text("[DONE]"));
            }
        });
        server.start();
        var client = OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .apiKey("any")
                .build();
        try (var stream =
                client.chat().completions().createStreaming(asking("Hi").build())) {
            assertThat(stream.stream()
                            .map(chunk ->
                                    chunk.choices().getFirst().delta().content().orElseThrow()))
                    .containsExactly("Hel", "lo");
        } finally {
            client.close();
            server.stop(0);
        }
    }

    @Test
    void anErrorWithinAStreamIsAnException(Api api) {
        var params = asking("[[simulate:error_after=3]] hello").build();
        try (var stream = api.openAi(ACCOUNT).chat().completions().createStreaming(params)) {
            assertThatThrownBy(() -> stream.stream().forEach(chunk -> {})).isInstanceOf(SseException.class);
        }
    }

    @Test
    void anInterruptedAnswerThatIsWantedWholeIsNotAskedForAgain(Api api) {
        var client = OpenAIOkHttpClient.builder()
                .baseUrl(api.url("/v1"))
                .apiKey(api.key(ACCOUNT).reveal())
                .maxRetries(2)
                .build();
        var params = asking("[[simulate:break_after=3]] hello").build();
        var calls = api.simulator().callCount();

        assertThatThrownBy(() -> client.chat().completions().create(params))
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        interrupted -> assertThat(interrupted.code()).contains("answer_interrupted"));

        // One for each candidate.
        assertThat(api.simulator().callCount() - calls).isEqualTo(2);
    }

    @Test
    void anEmptyWalletIsAPaymentError() {
        try (var poor = new Api(java.util.Map.of("TIERUP_DEMO_BALANCE_USD", "0"))) {
            assertThatThrownBy(() -> poor.openAi(ACCOUNT)
                            .chat()
                            .completions()
                            .create(asking("x").build()))
                    .isInstanceOfSatisfying(
                            UnexpectedStatusCodeException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(402));
        }
    }

    @Test
    void aUsedUpFreeAllowanceIsARateLimitError(Api api) {
        var free = asking("x ".repeat(100_000)).model("tier-1").maxCompletionTokens(8192);

        assertThatThrownBy(() -> {
                    while (true) {
                        api.openAi("load-16").chat().completions().create(free.build());
                    }
                })
                .isInstanceOf(RateLimitException.class);
    }
}
