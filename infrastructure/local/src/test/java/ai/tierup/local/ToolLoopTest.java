package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.MappingFile;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loops of tool calls through models of families that refuse wrong ids and missing, altered or foreign reasoning. A call upstream that is
 * refused shows as one call too many.
 */
@Tag("service")
class ToolLoopTest {

    private static final int CALLS = 5;
    private static final String ACCOUNT = "demo";
    private static final String QUESTION = "[[simulate:tool_calls=" + CALLS + "]] Where is it noon?";

    /** A model of each family, with the form of its ids of tool calls. */
    private static final Map<String, String> MODELS = Map.of(
            "anthropic/claude-opus-4.7", "toolu_01[A-Za-z0-9]{22}",
            "openai/gpt-5.6", "call_[A-Za-z0-9]{24}",
            "google/gemini-3.1-pro", "tool_0_TellTime_[A-Za-z0-9]{20}",
            "deepseek/deepseek-v4", "call_00_[A-Za-z0-9]{24}",
            "moonshotai/kimi-k2.7-thinking", "functions\\.TellTime:\\d");

    private static final String MISTRAL = "mistralai/mistral-medium-3.1";

    @TempDir
    private static Path folder;

    private static Api api;
    private static int version = 1;

    @BeforeAll
    static void start() {
        api = new Api(Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** Tells the time somewhere. */
    @JsonClassDescription("Tells the time in a place")
    static final class TellTime {
        public String place = "";
    }

    static Stream<String> models() {
        return MODELS.keySet().stream().sorted();
    }

    /** Every model, and another one that replaces it. */
    static Stream<List<String>> remaps() {
        var models = Stream.concat(models(), Stream.of(MISTRAL)).toList();
        return models.stream()
                .flatMap(from -> models.stream().filter(to -> !to.equals(from)).map(to -> List.of(from, to)));
    }

    /** Publishes a mapping in which tier-4 has these models. */
    private static void publish(String first, String second) throws IOException {
        var mapping =
                (ObjectNode) RunningService.JSON.readTree(Api.mappingFile().toFile());
        mapping.put("version", ++version);
        ((ObjectNode) mapping.at("/tiers/3/candidates/0")).put("slug", first);
        ((ObjectNode) mapping.at("/tiers/3/candidates/1")).put("slug", second);
        var file = folder.resolve("mapping.json");
        RunningService.JSON.writeValue(file.toFile(), mapping);
        api.service.bean(TierCatalogue.class).publish(MappingFile.read(file));
    }

    /** A conversation of the official client, which keeps of an answer what the client keeps. */
    private static final class Loop {

        private final ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                .model("tier-4")
                .maxCompletionTokens(500)
                .reasoningEffort(ReasoningEffort.HIGH)
                .addUserMessage(QUESTION)
                .addTool(TellTime.class);
        private final boolean streamed;

        private Loop(boolean streamed) {
            this.streamed = streamed;
        }

        private ChatCompletion.Choice next() {
            var completions = api.openAi(ACCOUNT).chat().completions();
            if (!streamed) {
                return completions.create(params.build()).choices().getFirst();
            }
            var whole = ChatCompletionAccumulator.create();
            try (var stream = completions.createStreaming(params.build())) {
                stream.stream().forEach(whole::accumulate);
            }
            return whole.chatCompletion().choices().getFirst();
        }

        /** Makes turns, each with a tool call and its result. */
        private Loop call(int turns) {
            for (var turn = 0; turn < turns; turn++) {
                var message = next().message();
                var id = message.toolCalls()
                        .orElseThrow()
                        .getFirst()
                        .asFunction()
                        .id();
                assertThat(id).matches("call_[0-9A-Za-z]{24}");
                params.addMessage(message)
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(id)
                                .content("It is noon in Porto.")
                                .build());
            }
            return this;
        }

        private void end() {
            assertThat(next().message().content().orElseThrow()).contains("It is noon in Porto.");
        }
    }

    /** The assistant's turns in the last request upstream. */
    private static List<JsonNode> turnsSent() {
        var messages = api.simulator().requests().getLast().body().path("messages");
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("role").asText().equals("assistant"))
                .toList();
    }

    private static void expectOwnReasoningAndIds(String model) {
        assertThat(turnsSent()).hasSize(CALLS).allSatisfy(turn -> {
            assertThat(turn.path("reasoning_details")).isNotEmpty();
            assertThat(turn.path("reasoning_details").toString()).doesNotContain("skip_thought");
            assertThat(turn.at("/tool_calls/0/id").asText()).matches(MODELS.get(model));
        });
    }

    private static void loop(String model, boolean streamed) throws IOException {
        publish(model, MISTRAL);
        var before = api.simulator().callCount();

        new Loop(streamed).call(CALLS).end();

        assertThat(api.simulator().callCount() - before).isEqualTo(CALLS + 1);
        assertThat(api.simulator().requests().getLast().body().path("model").asText())
                .isEqualTo(model);
        expectOwnReasoningAndIds(model);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aLoopOfFiveCallsKeepsItsReasoningAndItsIds(String model) throws Exception {
        loop(model, false);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aStreamedLoopOfFiveCallsKeepsItsReasoningAndItsIds(String model) throws Exception {
        loop(model, true);
    }

    @ParameterizedTest
    @MethodSource("remaps")
    void aRemapInTheMiddleDisturbsNoLoop(List<String> models) throws Exception {
        var from = models.getFirst();
        var to = models.getLast();
        publish(from, from.equals(MISTRAL) ? "openai/gpt-5-mini" : MISTRAL);
        var before = api.simulator().callCount();

        var loop = new Loop(true).call(2);
        publish(to, "qwen/qwen3-vl-235b-a22b-instruct");
        loop.call(CALLS - 2).end();

        assertThat(api.simulator().callCount() - before).isEqualTo(CALLS + 1);
        assertThat(api.simulator().requests().getLast().body().path("model").asText())
                .isEqualTo(to);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aLoopStaysWithTheModelThatReasonedWhenTheOrderChanges(String model) throws Exception {
        publish(model, MISTRAL);
        var before = api.simulator().callCount();

        var loop = new Loop(false).call(2);
        publish(MISTRAL, model);
        loop.call(CALLS - 2).end();

        assertThat(api.simulator().callCount() - before).isEqualTo(CALLS + 1);
        assertThat(api.simulator().requests().getLast().body().path("model").asText())
                .isEqualTo(model);
        expectOwnReasoningAndIds(model);
    }

    /** A client that gives tool calls ids of its own, and sends everything else back. */
    @ParameterizedTest
    @MethodSource("models")
    void withOtherIdsTheStateThatTheClientSendsBackServes(String model) throws Exception {
        publish(model, MISTRAL);
        var before = api.simulator().callCount();
        var messages = RunningService.JSON.createArrayNode();
        messages.addObject().put("role", "user").put("content", QUESTION);

        for (var turn = 0; turn < CALLS; turn++) {
            var message = answer(messages);
            var id = "call_" + turn;
            ((ObjectNode) message.at("/tool_calls/0")).put("id", id);
            messages.add(message);
            messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", "It is noon in Porto.");
        }

        assertThat(answer(messages).path("content").asText()).contains("It is noon in Porto.");
        assertThat(api.simulator().callCount() - before).isEqualTo(CALLS + 1);
        assertThat(turnsSent()).hasSize(CALLS).allSatisfy(turn -> {
            assertThat(turn.path("reasoning_details")).isNotEmpty();
            assertThat(turn.path("reasoning_details").toString()).doesNotContain("skip_thought");
        });
    }

    private static ObjectNode answer(ArrayNode messages) throws IOException, InterruptedException {
        var body = RunningService.JSON.createObjectNode().put("model", "tier-4").put("reasoning_effort", "high");
        body.set("messages", messages);
        body.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "TellTime")
                .putObject("parameters")
                .put("type", "object");
        var answer = api.chat(ACCOUNT, body.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) RunningService.JSON.readTree(answer.body()).at("/choices/0/message");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theClientSeesOnlyWhatWeHaveSealed(String model) throws Exception {
        publish(model, MISTRAL);
        var messages = RunningService.JSON.createArrayNode();
        messages.addObject().put("role", "user").put("content", QUESTION);

        var message = answer(messages);

        assertThat(message.path("reasoning_details")).isNotEmpty().allSatisfy(detail -> {
            assertThat(detail.path("type").asText()).isEqualTo("reasoning.encrypted");
            assertThat(detail.path("data").asText()).matches("v1\\.local\\.[A-Za-z0-9_-]+");
            assertThat(detail.path("format").asText()).isEqualTo("unknown");
            // Any letters may occur in what is sealed.
            ((ObjectNode) detail).remove("data");
        });
        assertThat(message.toString())
                .doesNotContain("signature", "rs_", "toolu_", "functions.", "simulate one", "may know");
    }

    @Test
    void stateOfAnotherAccountIsDropped() throws Exception {
        publish("anthropic/claude-opus-4.7", MISTRAL);
        var messages = RunningService.JSON.createArrayNode();
        messages.addObject().put("role", "user").put("content", QUESTION);
        var message = answer(messages);
        messages.add(message);
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", message.at("/tool_calls/0/id").asText())
                .put("content", "It is noon in Porto.");
        var body = RunningService.JSON.createObjectNode().put("model", "tier-4");
        body.set("messages", messages);

        var answer = api.chat("load-01", body.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(turnsSent()).singleElement().satisfies(turn -> {
            assertThat(turn.has("reasoning_details")).isFalse();
            assertThat(turn.at("/tool_calls/0/id").asText()).startsWith("call_");
        });
    }
}
