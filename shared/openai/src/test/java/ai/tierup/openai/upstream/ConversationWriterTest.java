package ai.tierup.openai.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import ai.tierup.domain.upstream.CacheMarks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode written(Conversation conversation) throws IOException {
        return JSON.readTree(JsonBytes.of(json -> {
            json.writeStartObject();
            new ConversationWriter(json, new ChatDialect() {}, "model", id -> "upstream-" + id)
                    .write(conversation, CacheMarks.NONE);
            json.writeEndObject();
        }));
    }

    private static Conversation of(Message... messages) {
        return new Conversation(List.of(messages), List.of(), null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
    }

    @Test
    void fieldsThatTheClientOmittedAreOmitted() throws IOException {
        assertThat(written(of(new Message(Role.USER, List.of(new Part.Text("Hi")), null))))
                .isEqualTo(JSON.readTree("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
    }

    @Test
    void aCallAndItsResultHaveTheSameUpstreamId() throws IOException {
        assertThat(written(of(
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.Text("Wait."), new Part.ToolCall("call_1", "f", "{\"broken")),
                                null),
                        new Message(Role.TOOL, List.of(new Part.ToolResult("call_1", "")), null))))
                .isEqualTo(JSON.readTree("""
                    {"messages":[
                      {"role":"assistant","content":"Wait.","tool_calls":[
                        {"id":"upstream-call_1","type":"function","function":{"name":"f","arguments":"{\\"invalid_arguments\\":\\"{\\\\\\"broken\\"}"}}]},
                      {"role":"tool","tool_call_id":"upstream-call_1","content":""}]}\
                    """));
    }

    @Test
    void optionalFieldsOfAToolAreOmitted() throws IOException {
        var conversation = new Conversation(
                List.of(),
                List.of(new Tool("f", null, null, null)),
                null,
                null,
                new ResponseFormat.JsonSchema("s", "d", null, null),
                Sampling.DEFAULT);

        assertThat(written(conversation)).isEqualTo(JSON.readTree("""
            {"messages":[],"tools":[{"type":"function","function":{"name":"f"}}],
             "response_format":{"type":"json_schema","json_schema":{"name":"s","description":"d"}}}\
            """));
    }

    private static List<List<Object>> choices() {
        return List.of(
                List.of(new ToolChoice.Auto(), "\"auto\""),
                List.of(new ToolChoice.None(), "\"none\""),
                List.of(new ToolChoice.Required(), "\"required\""),
                List.of(new ToolChoice.Named("f"), "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyToolChoiceHasItsWireValue(List<Object> choice) throws IOException {
        var conversation = new Conversation(
                List.of(),
                List.of(new Tool("f", "d", new JsonText("{\"n\":1.50}"), false)),
                (ToolChoice) choice.getFirst(),
                true,
                new ResponseFormat.JsonObject(),
                Sampling.DEFAULT);

        assertThat(written(conversation)).isEqualTo(JSON.readTree("""
            {"messages":[],"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"n":1.50},"strict":false}}],
             "tool_choice":%s,"parallel_tool_calls":true,"response_format":{"type":"json_object"}}\
            """.formatted(choice.getLast())));
    }

    @Test
    void charactersBeyondTheBasicPlaneAndEscapesSurvive() throws IOException {
        assertThat(written(of(new Message(Role.USER, List.of(new Part.Text("😀\u0000\n\"")), null)))
                        .at("/messages/0/content")
                        .asText())
                .isEqualTo("😀\u0000\n\"");
    }

    private static Message result(String id, Part.Content... content) {
        return new Message(Role.TOOL, List.of(new Part.ToolResult(id, List.of(content))), null);
    }

    private static Part.Image image(String base64) {
        return new Part.Image("image/png", base64, Part.Detail.LOW);
    }

    @Test
    void imagesInToolResultsFollowInOneUserMessageAfterTheLastResult() throws IOException {
        var calls = new Message(
                Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{}")), null);

        assertThat(written(of(
                        calls,
                        result("a", new Part.Text("one"), image("AAAA"), new Part.Text(" two")),
                        result("b", image("BBBB"), image("CCCC")),
                        new Message(Role.USER, List.of(new Part.Text("Go on")), null),
                        calls,
                        result("a", new Part.Text("no picture")),
                        result("b", image("DDDD")))))
                .isEqualTo(JSON.readTree("""
                    {"messages":[
                      {"role":"assistant","content":null,"tool_calls":[
                        {"id":"upstream-a","type":"function","function":{"name":"f","arguments":"{}"}},
                        {"id":"upstream-b","type":"function","function":{"name":"g","arguments":"{}"}}]},
                      {"role":"tool","tool_call_id":"upstream-a","content":"one two"},
                      {"role":"tool","tool_call_id":"upstream-b","content":"The result is in the next user message."},
                      {"role":"user","content":[
                        {"type":"text","text":"Images in the result of upstream-a:"},
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},
                        {"type":"text","text":"Images in the result of upstream-b:"},
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,BBBB","detail":"low"}},
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,CCCC","detail":"low"}}]},
                      {"role":"user","content":"Go on"},
                      {"role":"assistant","content":null,"tool_calls":[
                        {"id":"upstream-a","type":"function","function":{"name":"f","arguments":"{}"}},
                        {"id":"upstream-b","type":"function","function":{"name":"g","arguments":"{}"}}]},
                      {"role":"tool","tool_call_id":"upstream-a","content":"no picture"},
                      {"role":"tool","tool_call_id":"upstream-b","content":"The result is in the next user message."},
                      {"role":"user","content":[
                        {"type":"text","text":"Images in the result of upstream-b:"},
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,DDDD","detail":"low"}}]}]}\
                    """));
    }

    @Test
    void reasoningAndMessagesOfReasoningAloneAreOmitted() throws IOException {
        var reasoning = new Part.Reasoning("sealed");

        assertThat(written(of(
                        new Message(Role.ASSISTANT, List.of(reasoning), null),
                        new Message(Role.ASSISTANT, List.of(reasoning, new Part.Text("Yes")), null))))
                .isEqualTo(JSON.readTree("{\"messages\":[{\"role\":\"assistant\",\"content\":\"Yes\"}]}"));
    }
}
