package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.SseException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.CustomTool;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceCustom;
import com.openai.models.responses.ToolChoiceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified OpenAI client for Java against the Responses API of the running service. It validates every answer and every event. */
@Tag("service")
@ExtendWith(RunningService.class)
class OpenAiJavaResponsesTest {

    private static final String ACCOUNT = "demo";

    private static ResponseCreateParams.Builder asking(String text) {
        return ResponseCreateParams.builder()
                .model("tier-2")
                .maxOutputTokens(200)
                .input(text);
    }

    private static Response create(Api api, ResponseCreateParams params) {
        return api.openAi(ACCOUNT).responses().create(params).validate();
    }

    private static List<ResponseStreamEvent> stream(Api api, ResponseCreateParams params) {
        try (var stream = api.openAi(ACCOUNT).responses().createStreaming(params)) {
            return stream.stream().map(ResponseStreamEvent::validate).toList();
        }
    }

    /** The response that the client's own helper makes of the events. */
    private static Response joined(List<ResponseStreamEvent> events) {
        var whole = ResponseAccumulator.create();
        events.forEach(whole::accumulate);
        return whole.response();
    }

    private static String textOf(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .map(content -> content.asOutputText().text())
                .collect(Collectors.joining());
    }

    private static FunctionTool function(String name) {
        return FunctionTool.builder()
                .name(name)
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("place", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("place")))
                        .build())
                .build();
    }

    @Test
    void aResponseIsAnswered(Api api) {
        var response = create(api, asking("The harbour is calm.").build());

        assertThat(response.id()).matches("resp_[0-9a-z]{16}");
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(textOf(response)).contains("The harbour is calm.");
        var usage = response.usage().orElseThrow();
        assertThat(usage.totalTokens())
                .isEqualTo(usage.inputTokens() + usage.outputTokens())
                .isPositive();
    }

    @Test
    void aStreamJoinsToAResponse(Api api) {
        var events = stream(api, asking("The tide is out.").build());
        var response = joined(events);

        assertThat(textOf(response)).contains("The tide is out.");
        assertThat(events.stream()
                        .flatMap(event -> event.outputTextDelta().stream())
                        .map(delta -> delta.delta())
                        .collect(Collectors.joining()))
                .isEqualTo(textOf(response));
        assertThat(events.stream().filter(ResponseStreamEvent::isOutputTextDelta))
                .hasSizeGreaterThan(1);
        assertThat(response.usage()).isPresent();
    }

    /** Tells the time somewhere. */
    @JsonClassDescription("Tells the time in a place")
    static final class TellTime {
        public String place = "";
    }

    @Test
    void aToolLoopCompletes(Api api) {
        var params =
                asking("What time is it in Lisbon?").addTool(TellTime.class).build();
        var asked = create(api, params);
        var call = asked.output().getFirst().asFunctionCall();
        var input = new ArrayList<>(List.of(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content("What time is it in Lisbon?")
                .build())));
        asked.output().forEach(item -> input.add(ResponseInputItem.ofFunctionCall(item.asFunctionCall())));
        input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("It is 17:42 there.")
                .build()));
        var answer = create(api, params.toBuilder().inputOfResponse(input).build());

        assertThat(call.callId()).matches("call_[0-9A-Za-z]{24}");
        assertThat(call.arguments(TellTime.class).place).isNotNull();
        assertThat(textOf(answer)).contains("It is 17:42 there.");
    }

    @Test
    void aLoopOfTenTurnsCompletes(Api api) {
        for (var streamed : List.of(false, true)) {
            var input = new ArrayList<>(List.of(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                    .role(EasyInputMessage.Role.USER)
                    .content(ScriptedLoop.prompt("tell_time"))
                    .build())));
            var places = new ArrayList<String>();
            var repeated = 0L;
            for (var turn = 0; turn <= ScriptedLoop.TURNS; turn++) {
                var params = ResponseCreateParams.builder()
                        .model("tier-2")
                        .instructions(ScriptedLoop.LONG_INSTRUCTIONS)
                        .addTool(function("tell_time"))
                        .inputOfResponse(input)
                        .build();
                var answer = streamed ? joined(stream(api, params)) : create(api, params);
                repeated = Math.max(
                        repeated,
                        answer.usage().orElseThrow().inputTokensDetails().cachedTokens());
                if (turn == ScriptedLoop.TURNS) {
                    assertThat(textOf(answer)).isEqualTo(ScriptedLoop.END);
                }
                for (var item : answer.output()) {
                    item.message()
                            .map(ResponseInputItem::ofResponseOutputMessage)
                            .ifPresent(input::add);
                    item.reasoning().map(ResponseInputItem::ofReasoning).ifPresent(input::add);
                    item.functionCall().ifPresent(call -> {
                        places.add(call.arguments());
                        input.add(ResponseInputItem.ofFunctionCall(call));
                        input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                .callId(call.callId())
                                .output("It is noon there.")
                                .build()));
                    });
                }
            }
            assertThat(places).isEqualTo(ScriptedLoop.arguments());
            assertThat(repeated).isGreaterThan(1024);
        }
    }

    @Test
    void callsOfAllKindsOfToolsAreStreamed(Api api) {
        for (var tool : List.of("tell_time", "note")) {
            var params = asking("What time is it in Porto?")
                    .addTool(function("tell_time"))
                    .addTool(CustomTool.builder().name("note").build())
                    .toolChoice(ToolChoiceOptions.REQUIRED);
            if (tool.equals("note")) {
                params.toolChoice(ToolChoiceCustom.builder().name("note").build());
            }
            var items = joined(stream(api, params.build())).output();

            assertThat(items).hasSize(1);
            assertThat(items.getFirst().isCustomToolCall()).isEqualTo(tool.equals("note"));
            assertThat(items.getFirst().functionCall().map(call -> call.name()))
                    .isEqualTo(tool.equals("note") ? Optional.empty() : Optional.of("tell_time"));
        }
    }

    @Test
    void aToolInANamespaceIsCalledByBothNames(Api api) {
        var params = asking("What time is it in Faro?")
                .putAdditionalBodyProperty(
                        "tools",
                        JsonValue.from(List.of(Map.of(
                                "type",
                                "namespace",
                                "name",
                                "clock server",
                                "description",
                                "Clocks",
                                "tools",
                                List.of(Map.of(
                                        "type",
                                        "function",
                                        "name",
                                        "tell.time",
                                        "parameters",
                                        Map.of("type", "object")))))))
                .build();

        var call = create(api, params).output().getFirst().asFunctionCall();

        assertThat(call.name()).isEqualTo("tell.time");
        assertThat(call.namespace()).contains("clock server");
        assertThat(joined(stream(api, params)).output().stream().flatMap(item -> item.functionCall().stream()))
                .extracting(streamed -> streamed.namespace().orElse(""))
                .containsExactly("clock server");
    }

    /** A city. */
    static final class City {
        public String name = "";
        public int inhabitants;
        public List<String> rivers = List.of();
    }

    @Test
    void anAnswerFollowsAJsonSchema(Api api) {
        var response = api.openAi(ACCOUNT)
                .responses()
                .create(asking("Describe Lisbon.").text(City.class).build());

        var city = response.output().getFirst().asMessage().content().getFirst().asOutputText();
        assertThat(city.name).isNotNull();
        assertThat(city.rivers).isNotNull();
    }

    @Test
    void anAnswerThatReachesTheCapIsIncomplete(Api api) {
        var params = asking("[[simulate:tokens=60]] Count.").maxOutputTokens(20).build();

        assertThat(create(api, params)
                        .incompleteDetails()
                        .orElseThrow()
                        .reason()
                        .orElseThrow())
                .isEqualTo(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
        assertThat(joined(stream(api, params)).output())
                .extracting(ResponseOutputItem::asMessage)
                .extracting(message -> message.status().toString())
                .containsExactly("incomplete");
    }

    @Test
    void aRepeatedRequestWithTheSameKeyGetsTheSameAnswer(Api api) {
        var whole = asking("The harbour is calm.")
                .putAdditionalHeader("Idempotency-Key", "responses-1")
                .build();
        var streamed = asking("The tide is out.")
                .putAdditionalHeader("Idempotency-Key", "responses-2")
                .build();

        assertThat(create(api, whole)).isEqualTo(create(api, whole));
        assertThat(joined(stream(api, streamed))).isEqualTo(joined(stream(api, streamed)));
    }

    @Test
    void errorsBecomeExceptionsOfTheClient(Api api) {
        assertThatThrownBy(() -> create(api, asking("x").model("gpt-5").build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.code()).contains("model_not_found"));
        assertThatThrownBy(() ->
                        create(api, asking("x").previousResponseId("resp_1").build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.param()).contains("previous_response_id"));
        assertThatThrownBy(() ->
                        stream(api, asking("[[simulate:error_after=3]] hello").build()))
                .isInstanceOf(SseException.class);
    }
}
