package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that models refuse turns whose reasoning is missing, altered or another model's, as the real ones do. */
class ReasoningTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLAUDE = "anthropic/claude-opus-4.7";
    private static final String GPT = "openai/gpt-5.6";
    private static final String GEMINI = "google/gemini-3.1-pro";
    private static final String DEEPSEEK = "deepseek/deepseek-v4";
    private static final String KIMI = "moonshotai/kimi-k2.7-thinking";
    private static final String QUESTION = "{\"role\":\"user\",\"content\":\"time\"}";
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_time\",\"parameters\":{\"type\":\"object\"}}}]";

    private SimulatorClient client;

    @BeforeEach
    void start() throws Exception {
        client = new SimulatorClient();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static String body(String model, String messages, String more) {
        return "{\"model\":\"%s\",\"messages\":[%s]%s%s}".formatted(model, messages, TOOLS, more);
    }

    private ObjectNode calledBy(String model) throws Exception {
        var answer = client.send(body(model, QUESTION, ""));
        return (ObjectNode) SimulatorClient.json(answer.body()).at("/choices/0/message");
    }

    /** The provider's error text for a turn with its tool's result; empty if it is accepted. */
    private String objection(String model, JsonNode turn, String more) throws Exception {
        var call = turn.at("/tool_calls/0/id").asText();
        var result = "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"noon\"}".formatted(call);
        var answer = client.send(body(model, QUESTION + "," + turn + "," + result, more));
        return answer.statusCode() == 200
                ? ""
                : SimulatorClient.json(answer.body()).at("/error/metadata/raw").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, GPT, GEMINI, DEEPSEEK, KIMI})
    void aModelTakesItsOwnReasoningBack(String model) throws Exception {
        assertThat(objection(model, calledBy(model), ",\"reasoning_effort\":\"high\""))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        CLAUDE + ", Expected `thinking`",
        GEMINI + ", missing a thought_signature",
        DEEPSEEK + ", must be passed back",
        KIMI + ", reasoning_content is missing"
    })
    void aTurnWithoutItsReasoningIsRefused(String model, String words) throws Exception {
        var bare = calledBy(model).without(List.of("reasoning_details", "reasoning"));

        assertThat(objection(model, bare, ",\"reasoning_effort\":\"high\"")).contains(words);
    }

    @Test
    void aTurnWithoutItsReasoningIsAcceptedWhereNothingIsDemanded() throws Exception {
        var reasoning = List.of("reasoning_details", "reasoning");

        assertThat(objection(GPT, calledBy(GPT).without(reasoning), ",\"reasoning_effort\":\"high\""))
                .isEmpty();
        assertThat(objection(CLAUDE, calledBy(CLAUDE).without(reasoning), "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({CLAUDE + ", text", CLAUDE + ", signature", GPT + ", data", GEMINI + ", data"})
    void alteredReasoningIsRefused(String model, String field) throws Exception {
        var turn = calledBy(model);
        for (var block : turn.path("reasoning_details")) {
            if (block.has(field)) {
                ((ObjectNode) block).put(field, block.path(field).asText() + "x");
            }
        }

        assertThat(objection(model, turn, "")).containsPattern("(?i)signature|verified");
    }

    @ParameterizedTest
    @CsvSource({
        CLAUDE + ", anthropic/claude-sonnet-4.6",
        GPT + ", openai/gpt-5-mini",
        GEMINI + ", google/gemini-3-flash"
    })
    void theReasoningOfAnotherModelIsRefused(String model, String other) throws Exception {
        assertThat(objection(other, calledBy(model), "")).containsPattern("(?i)signature|verified");
    }

    @Test
    void fragmentsThatNobodyHasJoinedAreRefused() throws Exception {
        var fragments = JSON.createArrayNode();
        for (var chunk : SimulatorClient.chunks(client.send(body(CLAUDE, QUESTION, ",\"stream\":true")))) {
            chunk.at("/choices/0/delta/reasoning_details").forEach(fragments::add);
        }
        var turn = calledBy(CLAUDE).set("reasoning_details", fragments);

        assertThat(fragments).hasSizeGreaterThan(2);
        assertThat(objection(CLAUDE, turn, "")).contains("Invalid `signature`");
    }

    @ParameterizedTest
    @CsvSource({KIMI + ", ' ', true", KIMI + ", '', false", DEEPSEEK + ", '', true"})
    void aSubstituteForLostReasoning(String model, String text, boolean accepted) throws Exception {
        var turn = calledBy(model).without(List.of("reasoning_details", "reasoning"));
        ((ObjectNode) turn).put("reasoning_content", text);

        assertThat(objection(model, turn, "").isEmpty()).isEqualTo(accepted);
    }

    @Test
    void asManyToolCallsAsRequestedFollowEachOther() throws Exception {
        var messages = new StringBuilder("{\"role\":\"user\",\"content\":\"[[simulate:tool_calls=3]] time\"}");
        for (var turn = 0; turn < 3; turn++) {
            var message = SimulatorClient.json(
                            client.send(body(GPT, messages.toString(), "")).body())
                    .at("/choices/0/message");
            messages.append(',').append(message);
            messages.append(",{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"noon\"}"
                    .formatted(message.at("/tool_calls/0/id").asText()));
        }

        var last = client.send(body(GPT, messages.toString(), "")).body();
        assertThat(SimulatorClient.json(last).at("/choices/0/message/content").asText())
                .contains("noon");
    }
}
