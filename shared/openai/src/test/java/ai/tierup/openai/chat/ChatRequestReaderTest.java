package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiError;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TierId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestReaderTest {

    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    static final String RICH = """
            {"model": "tier-3", "stream": true, "stream_options": {"include_usage": true}, "max_completion_tokens": 900,
             "max_tokens": 5, "temperature": 0.5, "top_p": 1, "frequency_penalty": -2, "presence_penalty": 0.25, "seed": 42,
             "stop": ["END", "STOP"], "reasoning_effort": "high", "verbosity": "low", "user": "u-1", "prompt_cache_key": "k-1",
             "n": 1, "logprobs": false, "store": true, "metadata": {"a": "b"}, "service_tier": "auto", "something_new": {"x": 1},
             "parallel_tool_calls": false, "tool_choice": {"type": "function", "function": {"name": "get_time"}},
             "tools": [{"type": "function", "function": {"name": "get_time", "description": "Tells it", "strict": true,
               "parameters": {"type": "object", "properties": {"zone": {"type": "string"}}}}}],
             "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": {"type": "object"}, "strict": true}},
             "messages": [
               {"role": "developer", "content": "Be brief."},
               {"role": "user", "name": "ann", "content": [{"type": "text", "text": "Look:"},
                 {"type": "image_url", "image_url": {"url": "data:image/png;base64,%s", "detail": "low"}}]},
               {"role": "assistant", "content": null, "reasoning_content": "hm", "tool_calls": [
                 {"id": "call_1", "type": "function", "function": {"name": "get_time", "arguments": "{\\"zone\\": \\"UTC\\"}"}}]},
               {"role": "tool", "tool_call_id": "call_1", "content": [{"type": "text", "text": "17:"}, {"type": "text", "text": "42"}]},
               {"role": "user", "content": "Thanks \\ud83d\\ude00"}]}""".formatted(PIXEL);

    private static ParsedChatRequest.Valid read(String body) {
        var read = ChatRequestReader.read(body.getBytes(UTF_8));
        assertThat(read).as(read.toString()).isInstanceOf(ParsedChatRequest.Valid.class);
        return (ParsedChatRequest.Valid) read;
    }

    private static ApiError error(String body) {
        var read = ChatRequestReader.read(body.getBytes(UTF_8));
        assertThat(read).isInstanceOf(ParsedChatRequest.Invalid.class);
        return ((ParsedChatRequest.Invalid) read).error();
    }

    private static String with(String fields) {
        return "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]" + fields + "}";
    }

    @Test
    void everySupportedFieldIsRead() {
        var read = read(RICH);
        var conversation = read.request().conversation();

        assertThat(read.includeUsage()).isTrue();
        assertThat(read.request()).isEqualTo(new ChatRequest(TierId.TIER_3, conversation, 900, true, "u-1", "k-1"));
        assertThat(conversation.messages())
                .containsExactly(
                        new Message(Message.Role.DEVELOPER, List.of(new Part.Text("Be brief.")), null),
                        new Message(
                                Message.Role.USER,
                                List.of(new Part.Text("Look:"), new Part.Image("image/png", PIXEL, Part.Detail.LOW)),
                                "ann"),
                        new Message(
                                Message.Role.ASSISTANT,
                                List.of(new Part.ToolCall("call_1", "get_time", "{\"zone\": \"UTC\"}")),
                                null),
                        new Message(Message.Role.TOOL, List.of(new Part.ToolResult("call_1", "17:42")), null),
                        new Message(Message.Role.USER, List.of(new Part.Text("Thanks 😀")), null));
        assertThat(conversation.tools())
                .containsExactly(new Tool(
                        "get_time",
                        "Tells it",
                        new JsonText("{\"type\":\"object\",\"properties\":{\"zone\":{\"type\":\"string\"}}}"),
                        true));
        assertThat(conversation.toolChoice()).isEqualTo(new ToolChoice.Named("get_time"));
        assertThat(conversation.parallelToolCalls()).isFalse();
        assertThat(conversation.responseFormat())
                .isEqualTo(new ResponseFormat.JsonSchema("answer", null, new JsonText("{\"type\":\"object\"}"), true));
        assertThat(conversation.sampling())
                .isEqualTo(new Sampling(
                        0.5, null, -2.0, 0.25, 42L, List.of("END", "STOP"), ReasoningEffort.HIGH, Verbosity.LOW));
    }

    @Test
    void nullMeansAbsent() {
        var request = read(with(
                        ", \"max_tokens\": null, \"temperature\": null, \"stop\": null, \"tools\": null, \"stream\": null"
                                + ", \"functions\": null, \"logit_bias\": null, \"response_format\": null"))
                .request();

        assertThat(request.maxOutputTokens()).isNull();
        assertThat(request.stream()).isFalse();
        assertThat(request.conversation().sampling()).isEqualTo(Sampling.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(ReasoningEffort.class)
    void everyReasoningEffortIsAccepted(ReasoningEffort effort) {
        var request = read(with(", \"reasoning_effort\": \"" + effort.publicName() + "\""))
                .request();

        assertThat(request.conversation().sampling().reasoningEffort()).isEqualTo(effort);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n|2|unsupported_parameter",
                "n|0|invalid_value",
                "top_logprobs|3|unsupported_parameter",
                "audio|{\"voice\":\"ash\"}|unsupported_parameter",
                "modalities|[\"audio\"]|unsupported_parameter",
                "modalities|[\"smell\"]|invalid_value",
                "prediction|{\"type\":\"content\"}|unsupported_parameter",
                "function_call|{\"name\":\"f\"}|unsupported_parameter",
                "reasoning|{\"effort\":\"high\"}|unsupported_parameter",
                "reasoning|{\"enabled\":true}|unsupported_parameter",
                "web_search_options|{}|unsupported_parameter",
                "route|\"fallback\"|unsupported_parameter",
                "transforms|[\"middle-out\"]|unsupported_parameter",
                "reasoning_effort|\"extreme\"|invalid_value",
                "verbosity|1|invalid_value",
                "max_tokens|0|invalid_value",
                "max_tokens|1.5|invalid_value",
                "max_tokens|1e999999999|invalid_value",
                "temperature|1e400|invalid_value",
                "temperature|true|invalid_value",
                "user|7|invalid_value",
                "metadata|\"x\"|invalid_value",
                "stream_options|{\"include_usage\":true}|invalid_value",
                "tool_choice|\"required\"|invalid_value",
                "tool_choice|\"sometimes\"|invalid_value",
                "response_format|{\"type\":\"xml\"}|invalid_value",
                "parallel_tool_calls|1|invalid_value"
            })
    void anErrorNamesTheRefusedField(String field, String value, String code) {
        var error = error(with(", \"" + field + "\": " + value));

        assertThat(error.code().publicName()).isEqualTo(code);
        assertThat(error.param()).startsWith(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"type\":\"custom\",\"custom\":{}}]|unsupported_parameter|tools[0].type",
                "[{\"type\":\"function\"}]|missing_field|tools[0].function",
                "[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]|invalid_value|tools[0].function.name",
                "[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":[1]}}]|invalid_value|tools[0].function.parameters",
                "[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},{\"type\":\"function\",\"function\":{\"name\":\"a\"}}]|invalid_value|tools[1].function.name"
            })
    void anErrorNamesTheRefusedFieldOfATool(String tools, String code, String param) {
        var error = error(with(", \"tools\": " + tools));

        assertThat(error.code().publicName()).isEqualTo(code);
        assertThat(error.param()).isEqualTo(param);
    }

    @Test
    void aSchemaOfMoreThan64KibIsRefused() {
        var tools = "[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":{\"x\":\"" + "y".repeat(65_536)
                + "\"}}}]";

        assertThat(error(with(", \"tools\": " + tools)).param()).isEqualTo("tools[0].function.parameters");
    }

    @Test
    void aToolCallWithoutAResultIsRefused() {
        var call =
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";

        assertThat(error("{\"model\":\"tier-2\",\"messages\":[" + call + "]}").param())
                .isEqualTo("messages");
        assertThat(error("{\"model\":\"tier-2\",\"messages\":[" + call + ",{\"role\":\"user\",\"content\":\"x\"}]}")
                        .param())
                .isEqualTo("messages[1]");
        assertThat(error("{\"model\":\"tier-2\",\"messages\":[" + call
                                + ",{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"x\"}]}")
                        .param())
                .isEqualTo("messages[1].tool_call_id");
    }

    @Test
    void moreThan16ImagesAreRefused() {
        var image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + PIXEL + "\"}}";
        var images = String.join(",", Collections.nCopies(17, image));

        assertThat(error("{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":[" + images + "]}]}")
                        .param())
                .isEqualTo("messages[0].content[16]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/jpeg;base64," + PIXEL,
                "data:image/svg+xml;base64," + PIXEL,
                "data:image/png," + PIXEL,
                "http://example.com/a.png",
                "https://example.com:22/a.png",
                "https://user:pw@example.com/a.png",
                "https:///a.png",
                "https://example.com/a b.png",
                "file:///etc/passwd",
                "data:image/png;base64,"
            })
    void anImageThatIsNeitherHttpsNorOfItsDeclaredTypeIsRefused(String url) {
        var body =
                "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                        + url + "\"}}]}]}";

        assertThat(error(body).param()).isEqualTo("messages[0].content[0].image_url.url");
        assertThat(error(body).message()).doesNotContain("example.com").doesNotContain("passwd");
    }

    @Test
    void errorsRepeatAtMost64CharactersOfAName() {
        var error = error(with(", \"metadata\": {\"" + "m".repeat(64) + "\": 1}"));

        assertThat(error.param()).isEqualTo("metadata." + "m".repeat(64));
        assertThat(error(with(", \"metadata\": {\"" + "m".repeat(65) + "\": 1}"))
                        .param())
                .isEqualTo("metadata");
    }
}
