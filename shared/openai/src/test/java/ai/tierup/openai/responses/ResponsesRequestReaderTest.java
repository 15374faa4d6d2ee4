package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Text;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TierId;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesRequestReaderTest {

    /** A request in the manner of a coding agent, with an item of each kind. */
    static final String RICH = """
        {"model":"tier-2","stream":true,"instructions":"Be brief.","input":[
          {"type":"message","id":"msg_1","role":"developer","content":[{"type":"input_text","text":"You code."}]},
          {"role":"user","content":[{"type":"input_text","text":"Look"},{"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgo=","detail":"original"},{"type":"input_file","filename":"a.txt","file_data":"data:text/plain;base64,aGk="}]},
          {"type":"reasoning","id":"rs_1","summary":[],"content":null,"encrypted_content":"foreign"},
          {"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look.","annotations":[]}]},
          {"type":"function_call","id":"fc_1","call_id":"call_1","name":"exec","arguments":"{\\"cmd\\":\\"ls\\"}","status":"completed"},
          {"type":"function_call","call_id":"call_2","name":"close","namespace":"agents","arguments":""},
          {"type":"custom_tool_call","call_id":"call_3","name":"apply_patch","input":"*** Begin \\"Patch\\"\\n"},
          {"type":"function_call_output","call_id":"call_1","output":[{"type":"input_text","text":"a.txt"},{"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgo="}]},
          {"type":"function_call_output","call_id":"call_2","output":"closed"},
          {"type":"custom_tool_call_output","call_id":"call_3","output":"Done"},
          {"type":"web_search_call","id":"ws_1","status":"completed"},
          {"role":"user","content":"Go on"}],
         "tools":[{"type":"function","name":"exec","description":"Runs","strict":false,"parameters":{"type":"object"}},
          {"type":"namespace","name":"agents","description":"d","tools":[{"type":"function","name":"close","strict":true,"parameters":{"type":"object","properties":{}}}]},
          {"type":"custom","name":"apply_patch","description":"Patches.","format":{"type":"grammar","syntax":"lark","definition":"start: x"}},
          {"type":"web_search","external_web_access":false}],
         "tool_choice":"auto","parallel_tool_calls":false,"reasoning":{"effort":"high","summary":"auto"},"store":false,
         "include":["reasoning.encrypted_content"],"prompt_cache_key":"thread","client_metadata":{"a":1},"max_output_tokens":900,
         "temperature":0.5,"top_p":1,"metadata":{"k":"v"},"text":{"verbosity":"low","format":{"type":"json_schema","name":"out","strict":true,"schema":{"type":"object"}}}}\
        """;

    private static final JsonText FREE_TEXT = new JsonText(
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"],\"additionalProperties\":false}");

    private static ChatRequest read(String body) {
        var read = ResponsesRequestReader.read(body.getBytes(UTF_8), AnswerMemory.NONE);
        assertThat(read).isInstanceOf(ParsedResponsesRequest.Valid.class);
        return ((ParsedResponsesRequest.Valid) read).request();
    }

    private static Message said(Role role, Part... parts) {
        return new Message(role, List.of(parts), null);
    }

    private static Message result(String id, Part.Content... content) {
        return said(Role.TOOL, new Part.ToolResult(id, List.of(content)));
    }

    /** A PDF as simple as they come, without the table of its objects. */
    private static final String PDF = """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
            4 0 obj <</Length 44>> stream
            BT /F 12 Tf 9 99 Td (The tide is out.) Tj ET
            endstream endobj
            5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
            trailer <</Root 1 0 R>>
            """;

    @Test
    void theTextOfAPdfStandsForIt() {
        var data = Base64.getEncoder().encodeToString(PDF.getBytes(UTF_8));
        for (var prefix : List.of("", "data:application/pdf;base64,")) {
            var request = read("""
                    {"model":"tier-2","input":[{"role":"user","content":[
                      {"type":"input_file","filename":"tides.pdf","file_data":"%s"}]}]}""".formatted(prefix + data));

            assertThat(request.conversation().messages())
                    .containsExactly(said(Role.USER, new Text("tides.pdf:\n[Page 1]\nThe tide is out.\n")));
        }
    }

    @Test
    void aFileMayBeOnTheWeb() {
        for (var field : List.of("file_url", "file_data")) {
            var request = read("""
                    {"model":"tier-1","input":[{"role":"user","content":[
                      {"type":"input_file","filename":"tides.pdf","%s":"https://example.com/tides.pdf"}]}]}""".formatted(field));

            assertThat(request.conversation().links())
                    .containsExactly(new Part.DocumentLink(
                            URI.create("https://example.com/tides.pdf"),
                            "tides.pdf:\n",
                            "input[0].content[0]." + field));
            assertThat(request.conversation().needs()).isEmpty();
        }
    }

    @Test
    void anAgentsRequestIsReadWhole() {
        var request = read(RICH);
        var picture = new Part.Image("image/png", "iVBORw0KGgo=", Part.Detail.AUTO);

        assertThat(request.tier()).isEqualTo(TierId.TIER_2);
        assertThat(request.stream()).isTrue();
        assertThat(request.maxOutputTokens()).isEqualTo(900);
        assertThat(request.cacheKey()).isEqualTo("thread");
        assertThat(request.conversation().messages())
                .containsExactly(
                        said(Role.SYSTEM, new Text("Be brief.")),
                        said(Role.DEVELOPER, new Text("You code.")),
                        said(
                                Role.USER,
                                new Text("Look"),
                                new Part.Image("image/png", "iVBORw0KGgo=", Part.Detail.HIGH),
                                new Text("a.txt:\nhi")),
                        said(
                                Role.ASSISTANT,
                                new Text("I look."),
                                new Part.ToolCall("call_1", "exec", "{\"cmd\":\"ls\"}"),
                                new Part.ToolCall("call_2", "agents__close", "{}"),
                                new Part.ToolCall(
                                        "call_3", "apply_patch", "{\"input\":\"*** Begin \\\"Patch\\\"\\n\"}")),
                        result("call_1", new Text("a.txt"), picture),
                        result("call_2", new Text("closed")),
                        result("call_3", new Text("Done")),
                        said(Role.USER, new Text("Go on")));
        assertThat(request.conversation().tools())
                .containsExactly(
                        new Tool("exec", "Runs", new JsonText("{\"type\":\"object\"}"), null),
                        new Tool("agents__close", null, new JsonText("{\"type\":\"object\",\"properties\":{}}"), true),
                        new Tool(
                                "apply_patch",
                                "Patches.\nPut the whole input, as plain text, into the argument \"input\"."
                                        + "\nThe input must follow this lark grammar:\nstart: x",
                                FREE_TEXT,
                                null));
        assertThat(request.conversation().toolChoice()).isEqualTo(new ToolChoice.Auto());
        assertThat(request.conversation().parallelToolCalls()).isFalse();
        assertThat(request.conversation().responseFormat())
                .isEqualTo(new ResponseFormat.JsonSchema("out", null, new JsonText("{\"type\":\"object\"}"), true));
        assertThat(request.conversation().sampling())
                .isEqualTo(new Sampling(0.5, null, null, null, null, List.of(), ReasoningEffort.HIGH, Verbosity.LOW));
    }

    @Test
    void aStringIsOneMessage() {
        assertThat(read("{\"model\":\"tier-1\",\"input\":\"hi\"}")
                        .conversation()
                        .messages())
                .containsExactly(said(Role.USER, new Text("hi")));
    }

    @Test
    void instructionsAreEnough() {
        assertThat(read("{\"model\":\"tier-1\",\"instructions\":\"hi\",\"input\":[]}")
                        .conversation()
                        .messages())
                .containsExactly(said(Role.SYSTEM, new Text("hi")));
    }

    @Test
    void itemsMayAddAndReplaceTools() {
        var request = read("""
            {"model":"tier-2","input":[{"type":"additional_tools","role":"developer","tools":[
              {"type":"namespace","name":"functions","tools":[{"type":"custom","name":"exec"}]}]},
             {"role":"user","content":"hi"},
             {"type":"tool_search_call","call_id":"c1","execution":"client","arguments":{"q":"x"},"status":"completed"},
             {"type":"tool_search_output","call_id":"c1","execution":"client","tools":[{"type":"function","name":"found","description":"new"}]}],
             "tools":[{"type":"tool_search","execution":"client","parameters":{"type":"object"}},{"type":"function","name":"found","description":"old"}]}\
            """);

        assertThat(request.conversation().tools())
                .extracting(Tool::name, Tool::description)
                .containsExactly(
                        tuple("tool_search", null),
                        tuple("found", "new"),
                        tuple("functions__exec", "Put the whole input, as plain text, into the argument \"input\"."));
        assertThat(request.conversation().messages())
                .contains(
                        said(Role.ASSISTANT, new Part.ToolCall("c1", "tool_search", "{\"q\":\"x\"}")),
                        result("c1", new Text("Found: found")));
    }

    @Test
    void aChoiceMayNarrowTheTools() {
        var request = read("""
            {"model":"tier-2","input":"hi","tools":[{"type":"function","name":"a"},{"type":"custom","name":"b"},{"type":"function","name":"c"}],
             "tool_choice":{"type":"allowed_tools","mode":"required","tools":[{"type":"custom","name":"b"},{"type":"function","name":"c"}]}}\
            """);

        assertThat(request.conversation().tools()).extracting(Tool::name).containsExactly("b", "c");
        assertThat(request.conversation().toolChoice()).isEqualTo(new ToolChoice.Required());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"reasoning\":{\"effort\":\"ultra\",\"context\":{},\"mode\":7}",
                "\"store\":true,\"service_tier\":\"flex\",\"background\":false,\"previous_response_id\":null,\"conversation\":null",
                "\"access_programs\":[{\"x\":1}],\"client_metadata\":7,\"moderation\":{},\"image\":1,\"prompt_cache_options\":\"x\"",
                "\"top_logprobs\":5,\"max_tool_calls\":3,\"truncation\":\"auto\",\"include\":[\"message.output_text.logprobs\"]",
                "\"tools\":[{\"type\":\"image_generation\"},{\"type\":\"web_search_preview\"}],\"tool_choice\":\"auto\"",
                "\"tools\":[],\"text\":{},\"metadata\":{},\"reasoning\":null,\"tool_choice\":null,\"stream_options\":{\"include_obfuscation\":false}"
            })
    void whatClientsSendWithoutNeedIsAccepted(String fields) {
        var conversation =
                read("{\"model\":\"tier-2\",\"input\":\"hi\"," + fields + "}").conversation();

        assertThat(conversation.tools()).isEmpty();
        assertThat(conversation.sampling()).isEqualTo(Sampling.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "input":7                                                                  | input                       | INVALID_VALUE
        "input":[7]                                                                | input[0]                    | INVALID_VALUE
        "input":[]                                                                 | input                       | MISSING_FIELD
        "input":""                                                                 | input                       | MISSING_FIELD
        "input":[{"type":"hologram"}]                                              | input[0].type               | INVALID_VALUE
        "input":[{"content":"x"}]                                                  | input[0].type               | MISSING_FIELD
        "input":[{"id":"fc_1","call_id":"c","name":"f","arguments":"{}"}]          | input[0].type               | MISSING_FIELD
        "input":[{"type":7}]                                                       | input[0].type               | INVALID_VALUE
        "input":[{"role":"tool","content":"x"}]                                    | input[0].role               | INVALID_VALUE
        "input":[{"role":"user"}]                                                  | input[0].content            | MISSING_FIELD
        "input":[{"role":"user","content":[{"type":"input_audio"}]}]               | input[0].content[0].type    | UNSUPPORTED_PARAMETER
        "input":[{"role":"user","content":[{"type":"input_image"}]}]               | input[0].content[0].image_url | MISSING_FIELD
        "input":[{"role":"user","content":[{"type":"input_image","file_id":"f"}]}] | input[0].content[0].file_id | UNSUPPORTED_PARAMETER
        "input":[{"role":"user","content":[{"type":"input_file","file_id":"f"}]}]  | input[0].content[0].file_id | UNSUPPORTED_PARAMETER
        "input":[{"role":"user","content":[{"type":"input_file","file_data":"data:x"}]}] | input[0].content[0].file_data | INVALID_VALUE
        "input":[{"role":"user","content":[{"type":"input_file","file_data":"JVBERi0="}]}] | input[0].content[0].file_data | INVALID_VALUE
        "input":[{"role":"user","content":[{"type":"input_file"}]}] | input[0].content[0].file_data | MISSING_FIELD
        "input":[{"role":"user","content":[{"type":"input_file","file_url":"http://a/b.pdf"}]}] | input[0].content[0].file_url | INVALID_VALUE
        "input":[{"role":"user","content":[{"type":"input_file","file_data":"UEsDBP8="}]}] | input[0].content[0].file_data | INVALID_VALUE
        "input":[{"role":"system","content":[{"type":"input_image"}]}]             | input[0].content[0].type    | INVALID_VALUE
        "input":[{"type":"function_call","name":"f","arguments":"{}"}]             | input[0].call_id            | MISSING_FIELD
        "input":[{"type":"function_call","call_id":"c","arguments":"{}"}]          | input[0].name               | MISSING_FIELD
        "input":[{"type":"function_call","call_id":"c","name":"f","arguments":{"a":1}}] | input[0].arguments          | INVALID_VALUE
        "input":[{"type":"custom_tool_call","call_id":"c","name":"f"}]             | input[0].input              | MISSING_FIELD
        "input":[{"type":"function_call_output","call_id":"c","output":7}]         | input[0].output             | INVALID_VALUE
        "input":[{"type":"function_call_output","call_id":"c"}]                    | input[0].output             | MISSING_FIELD
        "input":[{"type":"item_reference","id":"msg_1"}]                           | input[0].id                 | ITEM_NOT_FOUND
        "input":[{"id":"msg_1"}]                                                   | input[0].id                 | ITEM_NOT_FOUND
        "input":[{"type":"compaction","encrypted_content":"x"}]                    | input[0].type               | UNSUPPORTED_PARAMETER
        "input":"a\\u0000b"                                                         | input                       | INVALID_VALUE
        "instructions":7                                                           | instructions                | INVALID_VALUE
        "stream":"yes"                                                             | stream                      | INVALID_VALUE
        "store":1                                                                  | store                       | INVALID_VALUE
        "max_output_tokens":15                                                     | max_output_tokens           | INVALID_VALUE
        "max_output_tokens":"100"                                                  | max_output_tokens           | INVALID_VALUE
        "temperature":3                                                            | temperature                 | INVALID_VALUE
        "top_p":-1                                                                 | top_p                       | INVALID_VALUE
        "top_logprobs":21                                                          | top_logprobs                | INVALID_VALUE
        "max_tool_calls":"x"                                                       | max_tool_calls              | INVALID_VALUE
        "reasoning":"high"                                                         | reasoning                   | INVALID_VALUE
        "reasoning":{"effort":7}                                                   | reasoning.effort            | INVALID_VALUE
        "text":"x"                                                                 | text                        | INVALID_VALUE
        "text":{"format":"json"}                                                   | text.format                 | INVALID_VALUE
        "text":{"format":{"type":"yaml"}}                                          | text.format.type            | INVALID_VALUE
        "text":{"format":{"type":"json_schema","schema":{}}}                       | text.format.name            | MISSING_FIELD
        "text":{"verbosity":"huge"}                                                | text.verbosity              | INVALID_VALUE
        "metadata":{"k":7}                                                         | metadata.k                  | INVALID_VALUE
        "include":"all"                                                            | include                     | INVALID_VALUE
        "include":[7]                                                              | include[0]                  | INVALID_VALUE
        "truncation":"some"                                                        | truncation                  | INVALID_VALUE
        "stream_options":7                                                         | stream_options              | INVALID_VALUE
        "service_tier":{"x":1}                                                     | service_tier                | INVALID_VALUE
        "parallel_tool_calls":"no"                                                 | parallel_tool_calls         | INVALID_VALUE
        "prompt_cache_key":7                                                       | prompt_cache_key            | INVALID_VALUE
        "previous_response_id":"resp_1"                                            | previous_response_id        | PREVIOUS_RESPONSE_NOT_FOUND
        "previous_response_id":7                                                   | previous_response_id        | INVALID_VALUE
        "conversation":{"id":"c"}                                                  | conversation                | UNSUPPORTED_PARAMETER
        "background":true                                                          | background                  | UNSUPPORTED_PARAMETER
        "background":"x"                                                           | background                  | INVALID_VALUE
        "prompt":{"id":"p"}                                                        | prompt                      | UNSUPPORTED_PARAMETER
        "tools":{}                                                                 |                             |
        "tools":{"a":1}                                                            | tools                       | INVALID_VALUE
        "tools":[{"name":"x"}]                                                     | tools[0].type               | MISSING_FIELD
        "tools":[{"type":"function"}]                                              | tools[0].name               | MISSING_FIELD
        "tools":[{"type":"function","name":"  "}]                                  | tools[0].name               | INVALID_VALUE
        "tools":[{"type":"function","name":"f","parameters":"x"}]                  | tools[0].parameters         | INVALID_VALUE
        "tools":[{"type":"function","name":"f","strict":"x"}]                      | tools[0].strict             | INVALID_VALUE
        "tools":[{"type":"function","name":"f"},{"type":"custom","name":"f"}]      | tools[1].name               | INVALID_VALUE
        "tools":[{"type":"custom","name":"f","format":{"type":"grammar","syntax":"bnf","definition":"x"}}] | tools[0].format.syntax | INVALID_VALUE
        "tools":[{"type":"namespace","name":"n","tools":[{"type":"namespace","name":"m","tools":[]}]}] | tools[0].tools[0].type | INVALID_VALUE
        "tools":[{"type":"file_search"}]                                           | tools[0].type               | UNSUPPORTED_PARAMETER
        "tools":[{"type":"mcp","server_url":"https://x"}]                          | tools[0].type               | UNSUPPORTED_PARAMETER
        "tool_choice":"required"                                                   | tool_choice                 | INVALID_VALUE
        "tool_choice":"maybe"                                                      | tool_choice                 | INVALID_VALUE
        "tool_choice":7                                                            | tool_choice                 | INVALID_VALUE
        "tool_choice":{"type":"web_search"}                                        | tool_choice.type            | UNSUPPORTED_PARAMETER
        "tool_choice":{"type":"function","name":"f"}                               | tool_choice.name            | INVALID_VALUE
        """)
    void aBadFieldIsRefusedByItsName(String field, String param, String code) {
        var input = field.contains("\"input\":") ? "" : "\"input\":\"hi\",";
        var read = ResponsesRequestReader.read(
                ("{\"model\":\"tier-2\"," + input + field + "}").getBytes(UTF_8), AnswerMemory.NONE);

        if (code == null) {
            assertThat(read).isInstanceOf(ParsedResponsesRequest.Valid.class);
            return;
        }
        assertThat(read).isInstanceOf(ParsedResponsesRequest.Invalid.class);
        var error = ((ParsedResponsesRequest.Invalid) read).error();
        assertThat(error.code().name()).isEqualTo(code);
        assertThat(error.param()).isEqualTo(param);
    }

    @Test
    void ourStateOfReasoningGoesBackAndForeignStateIsLeftOut() {
        var request = read("""
            {"model":"tier-2","input":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"v1.k1.AAAA"},
             {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
             {"type":"function_call_output","call_id":"c","output":"x"},
             {"type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}],"content":null},
             {"type":"reasoning","encrypted_content":"gAAAAA=="},{"type":"reasoning","encrypted_content":7},
             {"role":"user","content":"Go on"}]}\
            """);

        assertThat(request.conversation().messages())
                .containsExactly(
                        said(Role.ASSISTANT, new Part.Reasoning("v1.k1.AAAA"), new Part.ToolCall("c", "f", "{}")),
                        result("c", new Text("x")),
                        said(Role.USER, new Text("Go on")));
    }

    @Test
    void callIdsOf200CharactersAreKept() {
        var id = "call_" + "x".repeat(195);
        var request = read("""
            {"model":"tier-2","input":[{"type":"function_call","call_id":"%s","name":"f","arguments":"{broken"},
             {"type":"function_call_output","call_id":"%s","output":""}]}\
            """.formatted(id, id));

        assertThat(request.conversation().messages())
                .containsExactly(
                        said(Role.ASSISTANT, new Part.ToolCall(id, "f", "{broken")),
                        said(Role.TOOL, new Part.ToolResult(id, "")));
    }
}
