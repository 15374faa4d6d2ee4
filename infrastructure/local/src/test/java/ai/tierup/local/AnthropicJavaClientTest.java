package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.local.RunningService.Api;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified Anthropic client for Java against the running service. */
@Tag("service")
@ExtendWith(RunningService.class)
class AnthropicJavaClientTest {

    private static final String ACCOUNT = "demo";
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static AnthropicClient client(Api api) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(api.url(""))
                .apiKey(api.key(ACCOUNT).reveal())
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams.Builder asking(String text) {
        return MessageCreateParams.builder().model("tier-2").maxTokens(200).addUserMessage(text);
    }

    private static Tool tool() {
        return Tool.builder()
                .name("get_time")
                .inputSchema(Tool.InputSchema.builder()
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("zone", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("zone")))
                        .build())
                .build();
    }

    private static String textOf(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }

    private static Message streamed(Api api, MessageCreateParams params) {
        var whole = MessageAccumulator.create();
        try (var stream = client(api).messages().createStreaming(params)) {
            stream.stream().peek(event -> event.validate()).forEach(whole::accumulate);
        }
        return whole.message();
    }

    @Test
    void aMessageIsAnswered(Api api) {
        var message =
                client(api).messages().create(asking("The harbour is calm.").build());

        message.validate();
        assertThat(message.model().asString()).isEqualTo("tier-2");
        assertThat(message.id()).matches("msg_[0-9a-z]{16}");
        assertThat(textOf(message)).contains("The harbour is calm.");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().inputTokens()).isPositive();
        assertThat(message.usage().outputTokens()).isPositive();
    }

    @Test
    void aStreamGivesTheSameMessage(Api api) {
        var whole = client(api).messages().create(asking("The tide is out.").build());
        var streamed = streamed(api, asking("The tide is out.").build());

        streamed.validate();
        assertThat(textOf(streamed)).isEqualTo(textOf(whole));
        assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        assertThat(streamed.usage().inputTokens()).isEqualTo(whole.usage().inputTokens());
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
    }

    @Test
    void aToolIsCalledAndItsResultIsRead(Api api) {
        var question = asking("What time is it?").addTool(tool());
        for (var first : List.of(client(api).messages().create(question.build()), streamed(api, question.build()))) {
            var call = first.content().stream()
                    .flatMap(block -> block.toolUse().stream())
                    .findFirst()
                    .orElseThrow();
            assertThat(first.stopReason()).contains(StopReason.TOOL_USE);
            assertThat(call.id()).matches("toolu_[0-9A-Za-z]{24}");
            assertThat(call.name()).isEqualTo("get_time");
            assertThat(call._input().toString()).contains("zone");

            var second = client(api)
                    .messages()
                    .create(asking("What time is it?")
                            .addTool(tool())
                            .addMessage(first)
                            .addUserMessageOfContentBlockParams(List.of(resultOf(call)))
                            .build());

            assertThat(textOf(second)).contains("The tool said: noon");
        }
    }

    @Test
    void aLoopOfTenTurnsCompletes(Api api) {
        for (var streamed : List.of(false, true)) {
            var params = asking(ScriptedLoop.prompt("get_time"))
                    .system(ScriptedLoop.LONG_INSTRUCTIONS)
                    .addTool(tool());
            var arguments = new ArrayList<String>();
            var repeated = 0L;
            for (var turn = 0; turn < ScriptedLoop.TURNS; turn++) {
                var asked = streamed
                        ? streamed(api, params.build())
                        : client(api).messages().create(params.build());
                var call = asked.content().stream()
                        .flatMap(block -> block.toolUse().stream())
                        .findFirst()
                        .orElseThrow();
                repeated =
                        Math.max(repeated, asked.usage().cacheReadInputTokens().orElse(0L));
                arguments.add(Objects.requireNonNull(call._input().convert(JsonNode.class))
                        .toString());
                params.addMessage(asked).addUserMessageOfContentBlockParams(List.of(resultOf(call)));
            }
            var end = client(api).messages().create(params.build());

            assertThat(arguments).isEqualTo(ScriptedLoop.arguments());
            assertThat(textOf(end)).isEqualTo(ScriptedLoop.END);
            assertThat(repeated).isGreaterThan(1024);
        }
    }

    private static ContentBlockParam resultOf(ToolUseBlock call) {
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content("noon")
                .build());
    }

    @Test
    void anImageIsSeen(Api api) {
        var image = ContentBlockParam.ofImage(ImageBlockParam.builder()
                .source(Base64ImageSource.builder()
                        .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                        .data(PIXEL)
                        .build())
                .build());
        var params = MessageCreateParams.builder()
                .model("tier-2")
                .maxTokens(200)
                .addUserMessageOfContentBlockParams(List.of(
                        ContentBlockParam.ofText(
                                TextBlockParam.builder().text("What is on it?").build()),
                        image))
                .build();

        assertThat(textOf(client(api).messages().create(params))).contains("image/png");
    }

    @Test
    void errorsBecomeExceptionsOfTheClient(Api api) {
        var messages = client(api).messages();
        var stranger = AnthropicOkHttpClient.builder()
                .baseUrl(api.url(""))
                .apiKey("tu-nobody")
                .maxRetries(0)
                .build();

        assertThatThrownBy(() -> stranger.messages().create(asking("x").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() ->
                        messages.create(asking("x").model("claude-opus-5-5").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("tier-2");
        assertThatThrownBy(() -> messages.create(asking("x")
                        .putAdditionalBodyProperty("temperature", JsonValue.from(1.5))
                        .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temperature has no valid value. Send a number");
        assertThatThrownBy(
                        () -> messages.create(asking("[[simulate:status=503]]").build()))
                .isInstanceOfSatisfying(
                        AnthropicServiceException.class,
                        failed -> assertThat(failed.headers().values("request-id"))
                                .singleElement()
                                .asString()
                                .startsWith("req_"));
    }

    @Test
    void anErrorWithinAStreamIsAnException(Api api) {
        var params = asking("[[simulate:error_after=3]] hello").build();
        try (var stream = client(api).messages().createStreaming(params)) {
            assertThatThrownBy(() -> stream.stream().forEach(event -> {})).isInstanceOf(SseException.class);
        }
    }

    @Test
    void aRepeatedRequestWithTheSameKeyGetsTheSameAnswer(Api api) {
        var params = asking("The harbour is calm.")
                .putAdditionalHeader("Idempotency-Key", "messages-harbour-1")
                .build();

        assertThat(client(api).messages().create(params))
                .isEqualTo(client(api).messages().create(params));
    }

    @Test
    void tiersAreListedAsModels(Api api) {
        var page = client(api).models().list();

        page.data().forEach(model -> model.validate());
        assertThat(page.data()).extracting(model -> model.id()).containsExactly("tier-1", "tier-2", "tier-3", "tier-4");
        assertThat(page.hasNextPage()).isFalse();
        assertThat(client(api).models().retrieve("tier-2").maxInputTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
    }

    @Test
    void tokensAreCounted(Api api) {
        var params = MessageCountTokensParams.builder()
                .model("tier-2")
                .addUserMessage("hello world")
                .build();

        assertThat(client(api).messages().countTokens(params).inputTokens()).isEqualTo(9);
    }
}
