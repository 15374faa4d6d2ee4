package ai.tierup.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TierId;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesRequestReaderTest {

    private static final String CALL =
            "{'role':'assistant','content':[{'type':'tool_use','id':'toolu_1','name':'Read','input':{'a':1.5}}]}";
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String IMAGE =
            "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'" + PIXEL + "'}}";

    private static ParsedRequest parse(String singleQuoted) {
        return MessagesRequestReader.read(singleQuoted.replace('\'', '"').getBytes(UTF_8));
    }

    private static ChatRequest read(String messages, String more) {
        var parsed = parse("{'model':'tier-2','max_tokens':50,'messages':[" + messages + "]" + more + "}");
        assertThat(parsed).isInstanceOf(ParsedRequest.Valid.class);
        return ((ParsedRequest.Valid) parsed).request();
    }

    private static Conversation conversation(String messages) {
        return read(messages, "").conversation();
    }

    private static String user(String content) {
        return "{'role':'user','content':" + content + "}";
    }

    private static String result(String id, String more) {
        return "{'type':'tool_result','tool_use_id':'" + id + "'" + more + "}";
    }

    private static List<Role> roles(Conversation conversation) {
        return conversation.messages().stream().map(Message::role).toList();
    }

    private static List<Part> parts(Conversation conversation, int message) {
        return conversation.messages().get(message).parts();
    }

    @Test
    void readsTheFieldsOfARequest() {
        var request = read(
                user("'Hello'"),
                ",'stream':true,'temperature':0.5,'top_p':1,'top_k':5,'stop_sequences':['END',''],'metadata':{'user_id':'u1'},"
                        + "'service_tier':'auto','context_management':{'edits':[]},'safeguards':[{'type':'x'}],'unknown':7");

        assertThat(request.tier()).isEqualTo(TierId.TIER_2);
        assertThat(request.maxOutputTokens()).isEqualTo(50);
        assertThat(request.stream()).isTrue();
        assertThat(request.endUser()).isEqualTo("u1");
        assertThat(request.cacheKey()).isEqualTo("u1");
        var sampling = request.conversation().sampling();
        assertThat(sampling.temperature()).isEqualTo(0.5);
        assertThat(sampling.topP()).isNull();
        assertThat(sampling.stop()).containsExactly("END");
        assertThat(sampling.reasoningEffort()).isNull();
    }

    @Test
    void dropsTheVendorsBillingLineFromTheSystemPrompt() {
        var conversation = read(
                        user("'Hi'"),
                        ",'system':[{'type':'text','text':'x-anthropic-billing-header: cc_version=2'},{'type':'text','text':'Be kind.','cache_control':{'type':'ephemeral','ttl':'1h'}}]")
                .conversation();

        assertThat(roles(conversation)).containsExactly(Role.SYSTEM, Role.USER);
        assertThat(parts(conversation, 0)).containsExactly(new Part.Text("Be kind."));
    }

    @Test
    void aSystemPromptOfTheBillingLineAloneIsNone() {
        var conversation = read(user("'Hi'"), ",'system':'x-anthropic-billing-header: cc_version=2'")
                .conversation();

        assertThat(roles(conversation)).containsExactly(Role.USER);
    }

    @Test
    void aSystemMessageAmidTheConversationIsPartOfTheUsersTurnInItsPlace() {
        var asString = conversation(user("'Hi'") + ",{'role':'system','content':'Environment'},"
                + "{'role':'assistant','content':'Hello'},{'role':'system','content':'Be brief.'}");
        var asBlocks = conversation(
                user("'Hi'")
                        + ",{'role':'system','content':[{'type':'text','text':'Environment','cache_control':{'type':'ephemeral'}}]},"
                        + "{'role':'assistant','content':'Hello'},{'role':'system','content':[{'type':'text','text':'Be brief.'}]}");

        assertThat(asString).isEqualTo(asBlocks);
        assertThat(roles(asString)).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(parts(asString, 0))
                .containsExactly(
                        new Part.Text("Hi"), new Part.Text("<system-reminder>\nEnvironment\n</system-reminder>"));
    }

    @Test
    void aSystemMessageAtTheStartIsPartOfTheSystemPrompt() {
        var conversation = read("{'role':'system','content':'B'}," + user("'Hi'"), ",'system':'A'")
                .conversation();

        assertThat(roles(conversation)).containsExactly(Role.SYSTEM, Role.USER);
        assertThat(parts(conversation, 0)).containsExactly(new Part.Text("A"), new Part.Text("B"));
    }

    @Test
    void resultsComeRightAfterTheirCallsAndBeforeTheUsersText() {
        var calls = "{'role':'assistant','content':[{'type':'text','text':'Looking.'},"
                + "{'type':'tool_use','id':'toolu_1','name':'Read','input':{'a':1.5}},{'type':'tool_use','id':'x|:/+=','name':'Bash','input':{}}]}";
        var conversation = conversation(user("'Hi'") + "," + calls + ","
                + user("[{'type':'text','text':'And now?'}," + result("x|:/+=", ",'content':'no','is_error':true") + ","
                        + result("toolu_1", ",'content':[{'type':'text','text':'one'},{'type':'text','text':'two'}]")
                        + "]"));

        assertThat(roles(conversation)).containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.TOOL, Role.USER);
        assertThat(parts(conversation, 1))
                .containsExactly(
                        new Part.Text("Looking."),
                        new Part.ToolCall("toolu_1", "Read", "{\"a\":1.5}"),
                        new Part.ToolCall("x|:/+=", "Bash", "{}"));
        assertThat(((Part.ToolResult) parts(conversation, 2).getFirst()).text()).isEqualTo("The tool failed:\nno");
        assertThat(((Part.ToolResult) parts(conversation, 3).getFirst()).text()).isEqualTo("one\ntwo");
        assertThat(parts(conversation, 4)).containsExactly(new Part.Text("And now?"));
    }

    @Test
    void ourIdsOfCallsAreThoseOfTheOtherApis() {
        var id = "toolu_0123456789abcdefABCDEFGH";
        var conversation =
                conversation(user("'Hi'") + "," + CALL.replace("toolu_1", id) + "," + user("[" + result(id, "") + "]"));

        assertThat(conversation.toolCallIds()).containsExactly("call_0123456789abcdefABCDEFGH");
        assertThat(((Part.ToolResult) parts(conversation, 2).getFirst()).toolCallId())
                .isEqualTo("call_0123456789abcdefABCDEFGH");
    }

    @Test
    void aCallWithoutAResultGetsOne() {
        var amid = conversation(user("'Hi'") + "," + CALL + "," + user("'Stop!'"));
        var atTheEnd = conversation(user("'Hi'") + "," + CALL);

        assertThat(roles(amid)).containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.USER);
        assertThat(roles(atTheEnd)).containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL);
        assertThat(parts(atTheEnd, 2)).containsExactly(new Part.ToolResult("toolu_1", "The tool call has no result."));
    }

    @Test
    void aResultWithoutACallIsText() {
        var conversation = conversation(user("[" + result("toolu_9", ",'content':'42'") + "]"));

        assertThat(parts(conversation, 0))
                .containsExactly(new Part.Text("The result of an earlier tool call:"), new Part.Text("42"));
    }

    @Test
    void messagesOfOneSpeakerAreOneTurn() {
        var conversation = conversation(user("'Hi'") + ",{'role':'assistant','content':'One.'}," + CALL + ","
                + user("'Wait'") + "," + user("[" + result("toolu_1", ",'content':'1'") + "]"));

        assertThat(roles(conversation)).containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.USER);
        assertThat(parts(conversation, 3)).containsExactly(new Part.Text("Wait"));
    }

    @Test
    void reasoningOfOthersIsDropped() {
        var conversation = conversation(user("'Hi'")
                + ",{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'foreign'},{'type':'redacted_thinking','data':'x'},{'type':'text','text':'Yes.'}]},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':''}]},"
                + user("'Go on'"));

        assertThat(roles(conversation)).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(parts(conversation, 1)).containsExactly(new Part.Text("Yes."));
    }

    @Test
    void imagesAreReadInMessagesAndInResults() {
        var conversation = conversation(
                user("[" + IMAGE + ",{'type':'image','source':{'type':'url','url':'https://example.com/a.png'}}]") + ","
                        + CALL + ","
                        + user("[" + result("toolu_1", ",'content':[" + IMAGE + "]") + "]"));

        assertThat(parts(conversation, 0)).hasExactlyElementsOfTypes(Part.Image.class, Part.ImageLink.class);
        assertThat(((Part.ToolResult) parts(conversation, 2).getFirst()).images())
                .singleElement()
                .isEqualTo(new Part.Image("image/png", PIXEL, Part.Detail.AUTO));
    }

    @Test
    void documentsOfTextAndSearchResultsAreText() {
        var conversation = conversation(
                user(
                        "[{'type':'document','title':'T','context':'C','source':{'type':'text','media_type':'text/plain','data':'D'}},"
                                + "{'type':'search_result','source':'https://a','title':'S','content':[{'type':'text','text':'R'}]}]"));

        assertThat(parts(conversation, 0))
                .containsExactly(
                        new Part.Text("T\n"),
                        new Part.Text("C\n"),
                        new Part.Text("D"),
                        new Part.Text("S (https://a)\n"),
                        new Part.Text("R"));
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
    void theTextOfAPdfStandsForItAlsoInAResult() {
        var pdf =
                "{'type':'document','title':'T','source':{'type':'base64','media_type':'application/pdf','data':'%s'}}"
                        .formatted(Base64.getEncoder().encodeToString(PDF.getBytes(UTF_8)));
        var text = new Part.Text("[Page 1]\nThe tide is out.\n");

        assertThat(parts(conversation(user("[" + pdf + "]")), 0)).containsExactly(new Part.Text("T\n"), text);
        var read = conversation(String.join(
                ",",
                user("'Read it'"),
                "{'role':'assistant','content':[{'type':'tool_use','id':'toolu_1','name':'Read','input':{}}]}",
                user("[{'type':'tool_result','tool_use_id':'toolu_1','content':[" + pdf + "]}]")));
        assertThat(read.messages().getLast().parts())
                .hasSize(1)
                .first()
                .extracting(part -> ((Part.ToolResult) part).text())
                .isEqualTo("T\n[Page 1]\nThe tide is out.\n");
    }

    @Test
    void aDocumentMayBeOnTheWeb() {
        var document = "{'type':'document','title':'T','source':{'type':'url','url':'https://example.com/tides.pdf'}}";

        assertThat(parts(conversation(user("[" + document + "]")), 0))
                .containsExactly(
                        new Part.Text("T\n"),
                        new Part.DocumentLink(
                                URI.create("https://example.com/tides.pdf"), "", "messages[0].content[0].source.url"));
    }

    @Test
    void deferredToolsAreHiddenUntilAResultNamesThemAndThenComeLast() {
        var tools = ",'tools':[{'name':'WebFetch','input_schema':{'type':'object'},'defer_loading':true},"
                + "{'name':'ToolSearch','input_schema':{'$schema':'http://x','type':'object'}},"
                + "{'name':'Hidden','input_schema':{'type':'object'},'defer_loading':true},"
                + "{'name':'Write','description':'Writes','input_schema':{'type':'object'}}]";
        var before = read(user("'Hi'"), tools).conversation();
        var after = read(
                        user("'Hi'") + "," + CALL + ","
                                + user("["
                                        + result(
                                                "toolu_1",
                                                ",'content':[{'type':'tool_reference','tool_name':'WebFetch'}]")
                                        + "]"),
                        tools)
                .conversation();

        assertThat(before.tools()).extracting(Tool::name).containsExactly("ToolSearch", "Write");
        assertThat(before.tools().getFirst().parameters()).hasToString("{\"type\":\"object\"}");
        assertThat(after.tools()).extracting(Tool::name).containsExactly("ToolSearch", "Write", "WebFetch");
        assertThat(((Part.ToolResult) parts(after, 2).getFirst()).text()).isEqualTo("The tool WebFetch is loaded.");
    }

    @Test
    void aSystemMessageMayChangeTheTools() {
        var tools = ",'tools':[{'name':'A','input_schema':{}},{'name':'B','input_schema':{},'defer_loading':true}]";
        var conversation = read(
                        user("'Hi'")
                                + ",{'role':'system','content':[{'type':'tool_addition','tool':{'type':'tool_reference','name':'B'}},"
                                + "{'type':'tool_addition','tool':{'type':'tool_definition','definition':{'name':'C','input_schema':{}}}},"
                                + "{'type':'tool_removal','tool':{'type':'tool_reference','name':'A'}}]}",
                        tools)
                .conversation();

        assertThat(conversation.tools()).extracting(Tool::name).containsExactly("B", "C");
        assertThat(roles(conversation)).containsExactly(Role.USER);
    }

    @Test
    void longNamesOfToolsAreShortenedAndWholeInTheAnswer() {
        var longName = "mcp__server__" + "x".repeat(80);
        var parsed = (ParsedRequest.Valid) parse("{'model':'tier-2','max_tokens':50,'messages':[" + user("'Hi'") + ","
                + CALL.replace("Read", longName) + "],'tools':[{'name':'" + longName
                + "','input_schema':{}}],'tool_choice':{'type':'tool','name':'" + longName + "'}}");
        var conversation = parsed.request().conversation();

        var shortName = conversation.tools().getFirst().name();
        assertThat(shortName).hasSize(64).startsWith("mcp__server__x");
        assertThat(((Part.ToolCall) parts(conversation, 1).getFirst()).name()).isEqualTo(shortName);
        assertThat(conversation.toolChoice()).isEqualTo(new ToolChoice.Named(shortName));
        assertThat(((AnthropicMessages.Writers) parsed.writers()).names().whole(shortName))
                .isEqualTo(longName);
    }

    @Test
    void argumentsThatAClientCouldNotParseAreWhatTheModelWrote() {
        var conversation = conversation(
                user("'Hi'") + "," + CALL.replace("{'a':1.5}", "{'__unparsedToolInput':{'raw':'{a','len':2}}"));

        assertThat(parts(conversation, 1)).containsExactly(new Part.ToolCall("toolu_1", "Read", "{a"));
    }

    @Test
    void toolChoicesAreTranslated() {
        var tools = ",'tools':[{'name':'A','input_schema':{}}],'tool_choice':";
        var any = read(user("'Hi'"), tools + "{'type':'any','disable_parallel_tool_use':true}")
                .conversation();

        assertThat(any.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(any.parallelToolCalls()).isFalse();
        assertThat(read(user("'Hi'"), tools + "{'type':'auto'}").conversation().toolChoice())
                .isEqualTo(new ToolChoice.Auto());
        assertThat(read(user("'Hi'"), tools + "{'type':'none'}").conversation().toolChoice())
                .isEqualTo(new ToolChoice.None());
        assertThat(read(user("'Hi'"), ",'tool_choice':{'type':'auto','disable_parallel_tool_use':true}")
                        .conversation()
                        .parallelToolCalls())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"'thinking':{'type':'enabled','budget_tokens':1024}\", LOW",
                "\"'thinking':{'type':'enabled','budget_tokens':16384}\", MEDIUM",
                "\"'thinking':{'type':'enabled','budget_tokens':31999}\", HIGH",
                "\"'thinking':{'type':'enabled','budget_tokens':31999},'output_config':{'effort':'low'}\", LOW",
                "\"'thinking':{'type':'adaptive','display':'omitted'},'output_config':{'effort':'xhigh'}\", VERY_HIGH",
                "\"'thinking':{'type':'disabled'}\", NONE",
                "\"'output_config':{'effort':'max'}\", MAX",
            })
    void thinkingIsAnEffort(String fields, ReasoningEffort effort) {
        assertThat(read(user("'Hi'"), "," + fields).conversation().sampling().reasoningEffort())
                .isEqualTo(effort);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'output_config':{'format':%s}", "'output_format':%s"})
    void aSchemaForTheTextIsStrict(String field) {
        var format = field.formatted("{'type':'json_schema','schema':{'$schema':'x','type':'object'}}");

        assertThat(read(user("'Hi'"), "," + format).conversation().responseFormat())
                .isInstanceOfSatisfying(ResponseFormat.JsonSchema.class, schema -> {
                    assertThat(schema.schema()).hasToString("{\"type\":\"object\"}");
                    assertThat(schema.strict()).isTrue();
                });
    }
}
