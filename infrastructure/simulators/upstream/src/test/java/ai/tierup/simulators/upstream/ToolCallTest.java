package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCallTest {
    private static final String TOOLS = """
            ,"tools":[{"type":"function","function":{"name":"get_time","parameters":{"type":"object",
             "required":["zone"],"properties":{"zone":{"type":"string"},"style":{"type":"string"}}}}},
             {"type":"function","function":{"name":"roll","parameters":{"type":"object"}}}]""";

    private SimulatorClient client;

    @BeforeEach
    void start() throws Exception {
        client = new SimulatorClient();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private JsonNode call(String model, String more) throws Exception {
        var answer = client.ask(model, "Berlin", TOOLS + more);
        return SimulatorClient.json(answer.body()).at("/choices/0/message/tool_calls/0");
    }

    private static String withResult(String model, String callId, String answeredId) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"time"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"%s","type":"function",
                  "function":{"name":"get_time","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"%s","content":"half past nine"}]%s}""".formatted(model, callId, answeredId, TOOLS);
    }

    @Test
    void theFirstToolIsCalledWithItsRequiredArguments() throws Exception {
        var function = call(SimulatorClient.CLAUDE, "").path("function");

        assertThat(function.path("name").asText()).isEqualTo("get_time");
        assertThat(SimulatorClient.json(function.path("arguments").asText()))
                .isEqualTo(SimulatorClient.json("{\"zone\":\"Berlin\"}"));
    }

    @Test
    void theChosenToolIsCalled() throws Exception {
        var called = call(SimulatorClient.CLAUDE, """
                ,"tool_choice":{"type":"function","function":{"name":"roll"}}""");

        assertThat(called.at("/function/name").asText()).isEqualTo("roll");
    }

    @Test
    void noToolIsCalledWithToolChoiceNone() throws Exception {
        assertThat(call(SimulatorClient.CLAUDE, ",\"tool_choice\":\"none\"").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4.6, toolu_01[A-Za-z0-9]{22}",
        "openai/gpt-5-mini, call_[A-Za-z0-9]{24}",
        "mistralai/mistral-medium-3.1, '[A-Za-z0-9]{9}'",
        "moonshotai/kimi-k2.6, functions\\.get_time:0"
    })
    void idsHaveTheFormatOfTheFamily(String model, String form) throws Exception {
        assertThat(call(model, "").path("id").asText()).matches(form);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4.6, toolu_01abc",
        "openai/gpt-5-mini, call_abc",
        "mistralai/mistral-medium-3.1, abcDEF123",
        "moonshotai/kimi-k2.6, functions.get_time:0"
    })
    void aToolResultIsAnsweredWithText(String model, String id) throws Exception {
        var answer = client.send(withResult(model, id, id));

        assertThat(SimulatorClient.json(answer.body())
                        .at("/choices/0/message/content")
                        .asText())
                .contains("The tool said: half past nine");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4.6, functions.get_time:0",
        "openai/gpt-5-mini, call_01234567890123456789012345678901234567890",
        "mistralai/mistral-medium-3.1, call_abc",
        "moonshotai/kimi-k2.6, call_abc",
        "moonshotai/kimi-k2.6, functions.roll:0"
    })
    void anIdInAnotherFormatIsRefusedByTheProvider(String model, String id) throws Exception {
        var answer = client.send(withResult(model, id, id));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer.body()).at("/error/metadata/raw").asText())
                .isNotEmpty();
    }

    @Test
    void aResultForAnUnknownCallIsRefused() throws Exception {
        var answer = client.send(withResult(SimulatorClient.CLAUDE, "toolu_01abc", "toolu_01xyz"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aStreamedCallArrivesInPieces() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "Berlin", TOOLS + ",\"stream\":true");

        var arguments = new StringBuilder();
        var pieces = 0;
        for (var chunk : SimulatorClient.chunks(answer)) {
            var part = chunk.at("/choices/0/delta/tool_calls/0/function/arguments");
            arguments.append(part.asText());
            pieces += part.asText().isEmpty() ? 0 : 1;
        }
        assertThat(arguments).hasToString("{\"zone\":\"Berlin\"}");
        assertThat(pieces).isGreaterThan(1);
    }
}
