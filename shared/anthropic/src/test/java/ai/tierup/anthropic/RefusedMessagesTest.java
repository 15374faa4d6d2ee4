package ai.tierup.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.id.RequestId;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are refused, each with the path of the first field that is wrong. */
class RefusedMessagesTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String IMAGE =
            "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'" + PIXEL + "'}}";

    private static ParsedRequest parse(String singleQuoted) {
        return MessagesRequestReader.read(singleQuoted.replace('\'', '"').getBytes(UTF_8));
    }

    private static String user(String content) {
        return "{'role':'user','content':" + content + "}";
    }

    private static String refusal(String messages, String more) {
        var parsed = parse("{'model':'tier-2','max_tokens':50,'messages':[" + messages + "]" + more + "}");
        assertThat(parsed).isInstanceOf(ParsedRequest.Invalid.class);
        var error = ((ParsedRequest.Invalid) parsed).error();
        return error.param() + " " + error.code().publicName();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'max_tokens':0|max_tokens invalid_value",
                "'max_tokens':'7'|max_tokens invalid_value",
                "'temperature':1.5|temperature invalid_value",
                "'stream':'yes'|stream invalid_value",
                "'stop_sequences':'END'|stop_sequences invalid_value",
                "'stop_sequences':['a','b','c','d','e']|stop_sequences invalid_value",
                "'system':7|system invalid_value",
                "'system':[{'type':'image'}]|system[0].type invalid_value",
                "'tools':{'a':1}|tools invalid_value",
                "'tools':[{'name':'a b','input_schema':{}}]|tools[0].name invalid_value",
                "'tools':[{'name':'a'}]|tools[0].input_schema missing_field",
                "'tools':[{'name':'a','input_schema':{}},{'name':'a','input_schema':{}}]|tools[1].name invalid_value",
                "'tools':[{'type':'web_search_20250305','name':'web_search'}]|tools[0].type unsupported_parameter",
                "'tools':[{'type':'bash_20250124','name':'bash'}]|tools[0].type unsupported_parameter",
                "'tool_choice':'auto'|tool_choice invalid_value",
                "'tool_choice':{'type':'any'}|tool_choice.type invalid_value",
                "'tool_choice':{'type':'tool','name':'b'}|tool_choice.name invalid_value",
                "'thinking':{'type':'enabled'}|thinking.budget_tokens missing_field",
                "'thinking':{'type':'enabled','budget_tokens':100}|thinking.budget_tokens invalid_value",
                "'thinking':{'type':'some'}|thinking.type invalid_value",
                "'output_config':{'effort':'extreme'}|output_config.effort invalid_value",
                "'output_config':{'format':{'type':'xml'}}|output_config.format.type invalid_value",
                "'metadata':{'user_id':7}|metadata.user_id invalid_value",
                "'mcp_servers':[{'url':'https://a'}]|mcp_servers unsupported_parameter",
                "'container':'c'|container unsupported_parameter",
            })
    void aFieldOfTheWrongTypeIsRefused(String field, String refusal) {
        var more = field.startsWith("'max_tokens'") ? "" : "'max_tokens':5,";
        var parsed = parse("{'model':'tier-2'," + more + "'messages':[" + user("'Hi'") + "]," + field + "}");

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        ParsedRequest.Invalid.class,
                        invalid -> assertThat(invalid.error().param() + " "
                                        + invalid.error().code().publicName())
                                .isEqualTo(refusal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|messages[0] invalid_value",
                "{'role':'tool','content':'x'}|messages[0].role invalid_value",
                "{'role':'user'}|messages[0].content missing_field",
                "{'role':'user','content':7}|messages[0].content invalid_value",
                "{'role':'user','content':[7]}|messages[0].content[0] invalid_value",
                "{'role':'user','content':[{'type':'video'}]}|messages[0].content[0].type invalid_value",
                "{'role':'user','content':[{'type':'tool_use'}]}|messages[0].content[0].type invalid_value",
                "{'role':'assistant','content':[{'type':'tool_result'}]}|messages[0].content[0].type invalid_value",
                "{'role':'assistant','content':[{'type':'tool_use','id':7}]}|messages[0].content[0].id invalid_value",
                "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'b','input':'c'}]}|messages[0].content[0].input invalid_value",
                "{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}|messages[0].content[0].source.type unsupported_parameter",
                "{'role':'user','content':[{'type':'image','source':{'type':'url','url':'http://a'}}]}|messages[0].content[0].source.url invalid_value",
                "{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'aGVsbG8='}}]}|messages[0].content[0].source.data invalid_value",
                "{'role':'user','content':[{'type':'document','source':{'type':'url','url':'http://a'}}]}|messages[0].content[0].source.url invalid_value",
                "{'role':'user','content':[{'type':'document','source':{'type':'base64','data':'?'}}]}|messages[0].content[0].source.data invalid_value",
                "{'role':'user','content':[{'type':'document','source':{'type':'file','file_id':'f'}}]}|messages[0].content[0].source.type unsupported_parameter",
            })
    void aMessageOfTheWrongFormIsRefused(String message, String refusal) {
        assertThat(refusal(message, "")).isEqualTo(refusal);
    }

    @Test
    void messagesWithoutContentAreRefused() {
        assertThat(refusal("", "")).isEqualTo("messages invalid_value");
        assertThat(refusal(user("''"), "")).isEqualTo("messages invalid_value");
        assertThat(refusal("{'role':'system','content':'only'}", "")).isEqualTo("messages invalid_value");
    }

    @Test
    void whatATierLacksIsToldByTheWordThatClientsKnow() {
        var pdf = "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'JVBERi0='}}";
        var many = String.join(",", Collections.nCopies(17, IMAGE));

        assertThat(answer(user("[" + pdf + "]")))
                .contains("\"message\":\"capability_rejected: document_block\"", "\"detail\":\"The PDF is damaged");
        assertThat(answer(user("[" + many + "]")))
                .contains(
                        "\"message\":\"capability_rejected: media_budget\"",
                        "\"detail\":\"The request has too many images.");
    }

    private static String answer(String message) {
        var parsed = parse("{'model':'tier-2','max_tokens':5,'messages':[" + message + "]}");
        var error = ((ParsedRequest.Invalid) parsed).error();
        return new String(
                AnthropicErrors.answer(error, new RequestId("0000000000000000")).body(), UTF_8);
    }

    @Test
    void anUnknownModelIsNotFound() {
        var parsed = parse("{'model':'claude-opus-5-5','max_tokens':5,'messages':[" + user("'Hi'") + "]}");

        assertThat(((ParsedRequest.Invalid) parsed).error().code().status()).isEqualTo(404);
    }
}
