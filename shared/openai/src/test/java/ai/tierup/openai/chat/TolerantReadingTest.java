package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as clients send them that ask for nothing special, but not in the usual words. */
class TolerantReadingTest {

    private static final String HI = "{\"role\": \"user\", \"content\": \"hi\"}";
    private static final String TOOLS = """
        , "tools": [{"type": "function", "function": {"name": "get_weather"}},
         {"type": "function", "function": {"name": "get_time", "parameters": []}}]\
        """;

    private static ParsedChatRequest parsed(String messages, String fields) {
        return ChatRequestReader.read("{\"model\": \"tier-2\", \"messages\": [%s]%s}"
                .formatted(messages, fields)
                .getBytes(UTF_8));
    }

    private static Conversation read(String messages, String fields) {
        var parsed = parsed(messages, fields);
        assertThat(parsed).as(parsed.toString()).isInstanceOf(ParsedChatRequest.Valid.class);
        return ((ParsedChatRequest.Valid) parsed).request().conversation();
    }

    private static String param(String fields) {
        return String.valueOf(
                ((ParsedChatRequest.Invalid) parsed(HI, fields)).error().param());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top_logprobs|0",
                "top_logprobs|null",
                "logprobs|false",
                "logit_bias|[]",
                "n|1",
                "audio|{}",
                "prediction|{}",
                "function_call|\"none\"",
                "functions|[]",
                "moderation|{}",
                "provider|{}",
                "models|[]",
                "route|\"\"",
                "plugins|[]",
                "transforms|[]",
                "preset|\"\"",
                "modalities|[]",
                "modalities|[\"text\"]",
                "reasoning|{}",
                "reasoning|{\"enabled\": false, \"exclude\": true, \"effort\": null}",
                "web_search_options|null",
                "service_tier|\"auto\"",
                "service_tier|\"flex\"",
                "service_tier|\"priority\"",
                "service_tier|\"scale\"",
                "service_tier|null",
                "stream_options|{}",
                "stream_options|{\"include_usage\": false}",
                "stop|\"\"",
                "stop|[]",
                "stop|[\"\"]",
                "metadata|[]",
                "user|\"\"",
                "prompt_cache_key|\"\"",
                "reasoning_effort|\"\"",
                "verbosity|\"\"",
                "response_format|{}",
                "tools|{}",
                "tool_choice|\"auto\"",
                "tool_choice|\"none\"",
                "tool_choice|{}",
                "parallel_tool_calls|false",
                "parallel_tool_calls|true",
                "temperature|1",
                "top_p|1.0",
                "frequency_penalty|0",
                "presence_penalty|-0.0",
                "verbosity|\"medium\""
            })
    void aFieldThatAsksForNothingIsIgnored(String field, String value) {
        var plain = (ParsedChatRequest.Valid) parsed(HI, "");

        assertThat(parsed(HI, ", \"%s\": %s".formatted(field, value))).isEqualTo(plain);
        assertThat(plain.request().conversation().sampling()).isEqualTo(Sampling.DEFAULT);
    }

    @Test
    void whatDependsOnToolsIsIgnoredWithoutTools() {
        var conversation = read(HI, ", \"tools\": [], \"tool_choice\": \"auto\", \"parallel_tool_calls\": true");

        assertThat(conversation).isEqualTo(read(HI, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"content\": \"\"",
                "\"content\": null",
                "\"content\": []",
                "\"content\": [{\"type\": \"text\", \"text\": \"\"}]",
                "\"content\": null, \"refusal\": \"\", \"tool_calls\": [], \"function_call\": null, \"audio\": {}",
                "\"reasoning_content\": \"hm\""
            })
    void anAssistantTurnThatSaysNothingIsLeftOut(String fields) {
        var conversation = read(HI + ", {\"role\": \"assistant\", " + fields + "}, " + HI, "");

        assertThat(conversation).isEqualTo(read(HI + ", " + HI, ""));
    }

    @Test
    void aConversationOfAnEmptyTurnAloneIsRefused() {
        assertThat(parsed("{\"role\": \"assistant\"}", "")).isInstanceOf(ParsedChatRequest.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"type\": \"text\", \"text\": \"RAINY-43 \"}, {\"type\": \"text\", \"text\": \"and"
                        + " cold\"}]|RAINY-43 and cold",
                "[]|''",
                "null|''"
            })
    void aToolResultIsTheTextOfItsParts(String content, String text) {
        var conversation = read(HI + ", " + call("\"{}\"") + ", " + result(content), "");

        assertThat(conversation.messages().getLast())
                .isEqualTo(new Message(Role.TOOL, List.of(new Part.ToolResult("call_1", text)), null));
    }

    private static String call(String arguments) {
        return call("list_all", ", \"arguments\": " + arguments);
    }

    private static String call(String name, String arguments) {
        return """
            {"role": "assistant", "content": "", "tool_calls": [
             {"id": "call_1", "type": "function", "function": {"name": "%s"%s}}]}\
            """.formatted(name, arguments);
    }

    private static String result(String content) {
        return "{\"role\": \"tool\", \"tool_call_id\": \"call_1\", \"content\": " + content + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"arguments\": \"\"",
                ", \"arguments\": \" \"",
                ", \"arguments\": null",
                ", \"arguments\": {}"
            })
    void aCallWithoutArgumentsHasAnEmptyObject(String arguments) {
        var conversation = read(HI + ", " + call("list_all", arguments) + ", " + result("\"done\""), "");

        assertThat(conversation.messages().get(1).parts())
                .containsExactly(new Part.ToolCall("call_1", "list_all", "{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "My Agent, My_Agent",
        "ann, ann",
        "a.b/c<d>, a_b_c_d_",
        "Zoë, Zo_",
        "' ',",
        "'',",
        "東京,",
        "0123456789012345678901234567890123456789012345678901234567890123456789,"
                + " 0123456789012345678901234567890123456789012345678901234567890123"
    })
    void aNameIsMadeAcceptable(String name, String acceptable) {
        var conversation = read("{\"role\": \"user\", \"name\": \"" + name + "\", \"content\": \"hi\"}", "");

        assertThat(conversation.messages().getFirst().name()).isEqualTo(acceptable);
    }

    @ParameterizedTest
    @CsvSource({"functions.get time, functions_get_time", "東京, unnamed"})
    void theNameOfACalledToolIsMadeAcceptable(String name, String acceptable) {
        var conversation = read(HI + ", " + call(name, "") + ", " + result("\"done\""), "");

        assertThat(conversation.messages().get(1).parts())
                .containsExactly(new Part.ToolCall("call_1", acceptable, "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\": \"reasoning.encrypted\", \"data\": \"gAAAAABoISQ24OyVRYbk\"}]",
                "[{\"type\": \"reasoning.text\", \"text\": \"Hm\", \"signature\": \"Eq\"}]",
                "[null, 7, {}]",
                "{\"a\": 1}",
                "7",
                "null",
                "\"v1.k1.AAAA\""
            })
    void foreignReasoningIsLeftOut(String details) {
        var conversation = read(
                HI
                        + ", {\"role\": \"assistant\", \"content\": \"Hi\", \"reasoning_content\": \"Hm\","
                        + " \"reasoning_details\": "
                        + details + "}, " + HI,
                "");

        assertThat(conversation.messages().get(1).parts()).containsExactly(new Part.Text("Hi"));
    }

    @Test
    void ourStateOfReasoningComesBackWithItsTurn() {
        var details = "{\"type\": \"reasoning.encrypted\", \"id\": null, \"index\": %d, \"data\": \"%s\"}";
        var conversation = read(
                HI + ", {\"role\": \"assistant\", \"content\": \"Hi\", \"reasoning_details\": ["
                        + details.formatted(0, "v1.k1.AAAA") + ", " + details.formatted(1, "v1.k1.BBBB") + "]}, " + HI,
                "");

        assertThat(conversation.messages().get(1).parts())
                .containsExactly(
                        new Part.Reasoning("v1.k1.AAAA"), new Part.Reasoning("v1.k1.BBBB"), new Part.Text("Hi"));
    }

    @Test
    void anAssistantThatOnlyReasonedHasSaidNothing() {
        var conversation = read(
                HI + ", {\"role\": \"assistant\", \"content\": \"\", \"reasoning_details\": "
                        + "[{\"type\": \"reasoning.encrypted\", \"data\": \"v1.k1.AAAA\"}]}, " + HI,
                "");

        assertThat(conversation.messages()).hasSize(2);
    }

    private static String allowed(String mode, String tools) {
        return TOOLS
                + ", \"tool_choice\": {\"type\": \"allowed_tools\", \"allowed_tools\": {\"mode\": \"%s\", \"tools\": %s}}"
                        .formatted(mode, tools);
    }

    @Test
    void onlyAllowedToolsAreOfferedInTheirMode() {
        var time = "[{\"type\": \"function\", \"function\": {\"name\": \"get_time\"}}]";

        var may = read(HI, allowed("auto", time));
        var must = read(HI, allowed("required", time));

        assertThat(may.tools()).containsExactly(new Tool("get_time", null, null, null));
        assertThat(may.toolChoice()).isEqualTo(new ToolChoice.Auto());
        assertThat(must.tools()).isEqualTo(may.tools());
        assertThat(must.toolChoice()).isEqualTo(new ToolChoice.Required());
    }

    @Test
    void ifNoToolIsAllowedNoneIsCalled() {
        var conversation = read(HI, allowed("auto", "[]"));

        assertThat(conversation.tools()).hasSize(2);
        assertThat(conversation.toolChoice()).isEqualTo(new ToolChoice.None());
        assertThat(param(allowed("required", "[]"))).isEqualTo("tool_choice.allowed_tools.mode");
    }

    @Test
    void anAllowedToolMustBeInTheRequest() {
        assertThat(param(allowed("auto", "[{\"type\": \"function\", \"function\": {\"name\": \"get_date\"}}]")))
                .isEqualTo("tool_choice.allowed_tools.tools[0].function.name");
    }

    @Test
    void theTextOfAFileStandsForIt() {
        var message = """
                {"role": "user", "content": [{"type": "file", "file": {"filename": "tides.txt",
                  "file_data": "data:text/plain;base64,VGhlIHRpZGUgaXMgb3V0Lg=="}}]}""";

        assertThat(read(message, "").messages().getFirst().parts())
                .containsExactly(new Part.Text("tides.txt:\nThe tide is out."));
    }

    @Test
    void aFileMayBeOnTheWeb() {
        var message = """
                {"role": "user", "content": [{"type": "file", "file": {"file_data": "https://example.com/tides.pdf"}}]}""";

        assertThat(read(message, "").links())
                .containsExactly(new Part.DocumentLink(
                        URI.create("https://example.com/tides.pdf"), "", "messages[0].content[0].file.file_data"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"url\": \"https://example.com/cat.png\", \"detail\": \"low\"}', LOW, .url",
        "'\"HTTPS://example.com:443/cat.png\"', AUTO, ''"
    })
    void anImageMayBeOnTheWeb(String image, Part.Detail detail, String field) {
        var message = "{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": " + image + "}]}";

        var link = (Part.ImageLink) read(message, "").links().getFirst();

        assertThat(link.address()).hasHost("example.com").hasPath("/cat.png");
        assertThat(link.detail()).isEqualTo(detail);
        assertThat(link.field()).isEqualTo("messages[0].content[0].image_url" + field);
    }

    @Test
    void theUrlOfAnImageMayBeABareString() {
        var url = "\"data:image/png;base64," + ChatRequestReaderTest.PIXEL + "\"";
        var message = "{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": %s}]}";

        assertThat(read(message.formatted(url), "")).isEqualTo(read(message.formatted("{\"url\": " + url + "}"), ""));
    }
}
