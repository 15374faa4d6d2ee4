package ai.tierup.upstream.openrouter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.openai.upstream.AnswerReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the blocks of reasoning come back as the models sent them. */
class ReasoningDetailsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenRouter OPENROUTER = new OpenRouter();

    private final AnswerReader reader = new AnswerReader(OPENROUTER);

    private List<UpstreamEvent> delta(String content) {
        return reader.read("{\"choices\":[{\"delta\":" + content + "}]}");
    }

    private static String pieceIn(List<UpstreamEvent> events) {
        return events.stream()
                .filter(UpstreamEvent.ReasoningState.class::isInstance)
                .map(event -> ((UpstreamEvent.ReasoningState) event).piece())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode written(String model, List<String> pieces, String... callIds) throws IOException {
        return JSON.readTree(JsonBytes.of(json -> {
            json.writeStartObject();
            OPENROUTER.writeReasoning(json, model, pieces, List.of(callIds));
            json.writeEndObject();
        }));
    }

    @Test
    void theFragmentsOfASignedBlockAreJoined() throws IOException {
        delta("""
            {"content":"","reasoning_details":[{"type":"reasoning.text","text":"Let","format":"anthropic-claude-v1","index":0}]}\
            """);
        delta("""
            {"reasoning_details":[{"type":"reasoning.text","text":" me see.","format":"anthropic-claude-v1","index":0}]}\
            """);
        delta("""
            {"reasoning_details":[{"type":"reasoning.text","signature":"EqQB","format":"anthropic-claude-v1","index":0}]}\
            """);

        var events = delta("{\"content\":\"So\"}");

        assertThat(events).last().isEqualTo(new UpstreamEvent.TextDelta("So"));
        assertThat(written("anthropic/x", List.of(pieceIn(events)))).isEqualTo(JSON.readTree("""
            {"reasoning_details":[{"type":"reasoning.text","text":"Let me see.","signature":"EqQB","format":"anthropic-claude-v1","index":0}]}\
            """));
    }

    @Test
    void aCharacterThatAStreamSplitsIsJoined() {
        delta("""
            {"reasoning_details":[{"type":"reasoning.text","text":"\\ud83d","index":0}]}\
            """);
        delta("""
            {"reasoning_details":[{"type":"reasoning.text","text":"\\ude00","index":0}]}\
            """);

        assertThat(pieceIn(delta("{\"content\":\"So\"}"))).contains("😀");
    }

    @Test
    void blocksStayApartAndInOrder() throws IOException {
        var details = """
            [{"type":"reasoning.summary","summary":"a","format":"openai-responses-v1","index":0},
             {"type":"reasoning.encrypted","data":"A","id":"rs_1","format":"openai-responses-v1","index":0},
             {"type":"reasoning.encrypted","data":"B","id":"rs_2","format":"openai-responses-v1","index":0},
             {"type":"reasoning.text","text":"x","signature":"S1","format":"anthropic-claude-v1","index":1},
             {"type":"reasoning.text","text":"y","signature":"S2","format":"anthropic-claude-v1","index":1},
             {"type":"reasoning.text","text":"no index"},
             {"type":"reasoning.text","text":"no index"}]\
            """;

        var piece = pieceIn(delta("{\"content\":\"So\",\"reasoning_details\":" + details + "}"));

        assertThat(written("x", List.of(piece)).path("reasoning_details")).isEqualTo(JSON.readTree(details));
    }

    @Test
    void whatWasTakenBetweenTwoFragmentsIsJoinedInTheRequest() throws IOException {
        var pieces = new ArrayList<String>();
        pieces.add(pieceIn(delta("""
            {"content":"a","reasoning_details":[{"type":"reasoning.text","text":"x","index":0}]}\
            """)));
        pieces.add(pieceIn(delta("""
            {"content":"b","reasoning_details":[{"type":"reasoning.text","text":"y","signature":"S","index":0}]}\
            """)));

        assertThat(written("x", pieces).path("reasoning_details")).isEqualTo(JSON.readTree("""
            [{"type":"reasoning.text","text":"xy","signature":"S","index":0}]\
            """));
    }

    @Test
    void theStateComesBeforeTheToolCallInItsChunkAndLateStateWithTheEnd() {
        var events = delta("""
            {"content":null,"reasoning_details":[{"type":"reasoning.encrypted","data":"A","id":"tool_1","format":"google-gemini-v1","index":0}],
             "tool_calls":[{"index":0,"id":"tool_1","function":{"name":"f","arguments":"{}"}}]}\
            """);
        assertThat(events.getFirst()).isInstanceOf(UpstreamEvent.ReasoningState.class);
        assertThat(events).last().isInstanceOf(UpstreamEvent.ToolCallDelta.class);

        var end = reader.read("""
            {"choices":[{"delta":{"reasoning_details":[{"type":"reasoning.encrypted","data":"B","index":1}]},"finish_reason":"tool_calls"}]}\
            """);
        assertThat(pieceIn(end)).contains("\"B\"");
        assertThat(end).last().isInstanceOf(UpstreamEvent.Finished.class);
    }

    @Test
    void aWholeAnswerHasItsStateToo() {
        var events = reader.read("""
            {"choices":[{"message":{"content":"So","reasoning":"x","reasoning_details":[{"type":"reasoning.text","text":"x","index":0}]},
             "finish_reason":"stop"}]}\
            """);

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("ReasoningDelta", "ReasoningState", "TextDelta", "Finished");
    }

    @Test
    void strangeDetailsAreIgnored() {
        for (var details : List.of("null", "7", "\"x\"", "{\"a\":1}", "[]", "[null,7,\"x\",[]]")) {
            assertThat(delta("{\"content\":\"So\",\"reasoning_details\":" + details + "}"))
                    .as(details)
                    .containsExactly(new UpstreamEvent.TextDelta("So"));
        }
    }

    @Test
    void textThatItsModelHasNotSignedIsLeftOut() throws IOException {
        var unsigned = """
            [{"type":"reasoning.text","text":"x","format":"anthropic-claude-v1","index":0},
             {"type":"reasoning.text","text":"y","signature":null,"format":"google-gemini-v1","index":1},
             {"type":"reasoning.text","text":"z","format":"unknown","index":2}]\
            """;

        assertThat(written("x", List.of(unsigned)).path("reasoning_details")).isEqualTo(JSON.readTree("""
            [{"type":"reasoning.text","text":"z","format":"unknown","index":2}]\
            """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "google/gemini-3.1-pro |"
                        + " {'reasoning_details':[{'type':'reasoning.encrypted','data':'skip_thought_signature_validator','id':'call_1','format':'google-gemini-v1','index':0}]}",
                "moonshotai/kimi-k2.6 | {'reasoning_content':' '}",
                "deepseek/deepseek-v4 | {'reasoning_content':''}",
                "anthropic/claude-opus-4.7 | {}",
                "openai/gpt-5.6 | {}",
                "mistralai/mistral-medium-3.1 | {}"
            })
    void aTurnWhoseStateIsLostHasWhatItsFamilyDemands(String model, String expected) throws IOException {
        assertThat(written(model, List.of(), "call_1", "call_2")).isEqualTo(JSON.readTree(expected.replace('\'', '"')));
        assertThat(written(model, List.of())).isEqualTo(JSON.readTree("{}"));
    }

    @Test
    void aSignatureNamesTheCallUnderTheIdThatItHasInTheRequest() throws IOException {
        var piece = """
            [{"type":"reasoning.encrypted","data":"A","id":"tool_1","format":"google-gemini-v1","index":0}]\
            """;

        assertThat(written("google/gemini-3.1-pro", List.of(piece), "call_9")
                        .at("/reasoning_details/0/id")
                        .asText())
                .isEqualTo("call_9");
        assertThat(written("openai/gpt-5.6", List.of(piece), "call_9")
                        .at("/reasoning_details/0/id")
                        .asText())
                .isEqualTo("tool_1");
    }

    private static Conversation conversation(Message... messages) {
        return new Conversation(List.of(messages), List.of(), null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
    }

    @Test
    void anthropicsModelsAreNotAskedToReasonBetweenToolCallsWhoseReasoningIsLost() {
        var call = new Part.ToolCall("call_1", "f", "{}");
        var calls = new Message(Role.ASSISTANT, List.of(call), null);
        var reasoned = new Message(Role.ASSISTANT, List.of(new Part.Reasoning("[]"), call), null);
        var result = new Message(Role.TOOL, List.of(new Part.ToolResult("call_1", "17:42")), null);
        var user = new Message(Role.USER, List.of(new Part.Text("And now?")), null);

        assertThat(OPENROUTER.mayReason(conversation(calls, result), "anthropic/x"))
                .isFalse();
        assertThat(OPENROUTER.mayReason(conversation(reasoned, result), "anthropic/x"))
                .isTrue();
        assertThat(OPENROUTER.mayReason(conversation(calls, result, user), "anthropic/x"))
                .isTrue();
        assertThat(OPENROUTER.mayReason(conversation(calls, result), "openai/x"))
                .isTrue();
        assertThat(OPENROUTER.mayReason(conversation(), "anthropic/x")).isTrue();
    }
}
