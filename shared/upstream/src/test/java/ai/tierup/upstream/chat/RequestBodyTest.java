package ai.tierup.upstream.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.upstream.Requests;
import ai.tierup.upstream.openaicompatible.OpenAiCompatible;
import ai.tierup.upstream.openrouter.OpenRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ChatDialect OPENROUTER = new OpenRouter();
    private static final ChatDialect PLAIN = new OpenAiCompatible();

    private static final Conversation RICH = new Conversation(
            List.of(
                    new Message(Role.SYSTEM, List.of(new Part.Text("Be brief.")), null),
                    new Message(
                            Role.USER,
                            List.of(new Part.Text("Look"), new Part.Image("image/png", "AAAA", Part.Detail.HIGH)),
                            "ann"),
                    new Message(
                            Role.ASSISTANT,
                            List.of(
                                    new Part.ToolCall("call_a", "get_time", "{}"),
                                    new Part.ToolCall("call_b", "get_date", "{}")),
                            null),
                    new Message(Role.TOOL, List.of(new Part.ToolResult("call_a", "17:42")), null),
                    new Message(Role.TOOL, List.of(new Part.ToolResult("call_b", "today")), null)),
            List.of(new Tool("get_time", "Tells it", new JsonText("{\"type\":\"object\"}"), true)),
            new ToolChoice.Named("get_time"),
            false,
            new ResponseFormat.JsonSchema("answer", null, new JsonText("{\"type\":\"object\"}"), true),
            new Sampling(0.5, 0.9, 1.0, -1.0, 7L, List.of("END"), ReasoningEffort.HIGH, Verbosity.LOW));

    private static JsonNode written(UpstreamRequest request, ChatDialect dialect) throws IOException {
        return written(request, request.candidate().slug(), dialect);
    }

    private static JsonNode written(UpstreamRequest request, String model, ChatDialect dialect) throws IOException {
        return JSON.readTree(RequestBody.write(request, model, dialect));
    }

    @Test
    void anOpenRouterRequestHasExactlyTheseFields() throws IOException {
        assertThat(written(Requests.of(Requests.candidate("north/alpha"), RICH), OPENROUTER))
                .isEqualTo(JSON.readTree("""
                    {"model": "north/alpha", "stream": true, "max_tokens": 300,
                     "messages": [
                       {"role": "system", "content": "Be brief."},
                       {"role": "user", "name": "ann", "content": [{"type": "text", "text": "Look"},
                         {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA", "detail": "high"}}]},
                       {"role": "assistant", "content": null, "tool_calls": [
                         {"id": "call_a", "type": "function", "function": {"name": "get_time", "arguments": "{}"}},
                         {"id": "call_b", "type": "function", "function": {"name": "get_date", "arguments": "{}"}}]},
                       {"role": "tool", "tool_call_id": "call_a", "content": "17:42"},
                       {"role": "tool", "tool_call_id": "call_b", "content": "today"}],
                     "tools": [{"type": "function", "function": {"name": "get_time", "description": "Tells it",
                       "parameters": {"type": "object"}, "strict": true}}],
                     "tool_choice": {"type": "function", "function": {"name": "get_time"}}, "parallel_tool_calls": false,
                     "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": {"type": "object"}, "strict": true}},
                     "temperature": 0.5, "top_p": 0.9, "frequency_penalty": 1.0, "presence_penalty": -1.0, "seed": 7, "stop": ["END"],
                     "user": "user-tag", "session_id": "session-tag",
                     "provider": {"data_collection": "deny", "require_parameters": false, "max_price": {"prompt": "3.00", "completion": "15.00"}},
                     "plugins": [{"id": "context-compression", "enabled": false}],
                     "reasoning_effort": "high", "verbosity": "low"}\
                    """));
    }

    @Test
    void aPlainServerGetsNoOpenRouterFields() throws IOException {
        var body = written(Requests.saying("Hi"), "llama3", PLAIN);

        assertThat(body).isEqualTo(JSON.readTree("""
            {"model": "llama3", "stream": true, "max_tokens": 300, "messages": [{"role": "user", "content": "Hi"}],
             "stream_options": {"include_usage": true}}\
            """));
    }

    private static JsonNode idsFor(String slug, Map<String, OriginalToolCall> originals) throws IOException {
        var request = new UpstreamRequest(Requests.candidate(slug), RICH, 300, "user-tag", null, originals);
        var messages = written(request, OPENROUTER).path("messages");
        assertThat(messages.path(2).path("tool_calls").path(0).path("id"))
                .isEqualTo(messages.path(3).path("tool_call_id"));
        assertThat(messages.path(2).path("tool_calls").path(1).path("id"))
                .isEqualTo(messages.path(4).path("tool_call_id"));
        return messages.path(2).path("tool_calls");
    }

    @Test
    void aModelGetsItsOwnToolCallIdsBack() throws IOException {
        var calls = idsFor("anthropic/x", Map.of("call_a", new OriginalToolCall("toolu_1", "anthropic/x")));

        assertThat(calls.path(0).path("id").asText()).isEqualTo("toolu_1");
        assertThat(calls.path(1).path("id").asText()).isEqualTo("call_b");
    }

    @Test
    void theSameSlugAtAnotherProviderIsAnotherModel() throws IOException {
        var atOtherProvider = new UpstreamRequest(
                Requests.candidate(new ProviderId("other"), "anthropic/x"),
                RICH,
                300,
                "user-tag",
                null,
                Map.of("call_a", new OriginalToolCall("toolu_1", "anthropic/x")));

        assertThat(written(atOtherProvider, PLAIN)
                        .at("/messages/2/tool_calls/0/id")
                        .asText())
                .isEqualTo("call_a");
    }

    @Test
    void anotherModelDoesNotGetTheFirstModelsIds() throws IOException {
        var calls = idsFor("openai/y", Map.of("call_a", new OriginalToolCall("toolu_1", "anthropic/x")));

        assertThat(calls.path(0).path("id").asText()).isEqualTo("call_a");
    }

    @Test
    void idsHaveTheFormatThatTheModelFamilyRequires() throws IOException {
        assertThat(idsFor("moonshotai/k", Map.of()).path(1).path("id").asText()).isEqualTo("functions.get_date:1");
        var mistral = idsFor("mistralai/m", Map.of());
        assertThat(mistral.path(0).path("id").asText()).matches("[0-9A-Za-z]{9}");
        assertThat(mistral.path(0)).isNotEqualTo(mistral.path(1));
        assertThat(idsFor("mistralai/m", Map.of())).isEqualTo(mistral);
    }

    @Test
    void anIdThatSomeModelsRejectIsReplaced() throws IOException {
        var conversation = calling("functions.get_time:0");

        var messages = written(Requests.of(Requests.candidate("anthropic/x"), conversation), OPENROUTER)
                .path("messages");

        var id = messages.path(0).path("tool_calls").path(0).path("id").asText();
        assertThat(id).matches("call_[0-9A-Za-z]{24}");
        assertThat(messages.path(1).path("tool_call_id").asText()).isEqualTo(id);
    }

    @Test
    void theFamilyIsTakenFromTheModelNameThatIsSent() throws IOException {
        var request = Requests.of(Requests.candidate("moonshotai/k"), calling("call_a"));

        var messages = written(request, "Mistral-Nemo", PLAIN).path("messages");

        assertThat(messages.path(0).path("tool_calls").path(0).path("id").asText())
                .matches("[0-9A-Za-z]{9}");
    }

    private static Conversation calling(String id) {
        return talk(
                new Message(Role.ASSISTANT, List.of(new Part.ToolCall(id, "get_time", "{}")), null),
                new Message(Role.TOOL, List.of(new Part.ToolResult(id, "17:42")), null));
    }

    private static Conversation talk(Message... messages) {
        return new Conversation(List.of(messages), List.of(), null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
    }

    @Test
    void aPlainServerGetsDeveloperMessagesAsSystemMessages() throws IOException {
        var conversation = talk(new Message(Role.DEVELOPER, List.of(new Part.Text("Be brief.")), null));
        var request = Requests.of(Requests.candidate("north/alpha"), conversation);

        assertThat(written(request, PLAIN).at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(written(request, OPENROUTER).at("/messages/0/role").asText()).isEqualTo("developer");
    }

    @Test
    void aModelWithoutReasoningEffortIsSentNone() throws IOException {
        var capable = Requests.candidate("north/alpha");
        var incapable = new Candidate(
                ProviderId.DEFAULT, "north/alpha", Set.of(), 1000, capable.upstreamPrices(), capable.nativeRatio());

        for (var dialect : List.of(OPENROUTER, PLAIN)) {
            var body = written(Requests.of(incapable, RICH), dialect);
            assertThat(body.has("reasoning_effort")).isFalse();
        }
    }

    private static boolean requiresParameters(Candidate candidate, ResponseFormat format, Sampling sampling)
            throws IOException {
        var conversation = new Conversation(RICH.messages(), RICH.tools(), null, null, format, sampling);
        return written(Requests.of(candidate, conversation), OPENROUTER)
                .at("/provider/require_parameters")
                .asBoolean();
    }

    @Test
    void onlyAResponseFormatExcludesHostsAndNeverASampling() throws IOException {
        var unknown = Requests.candidate("north/alpha");
        var known = new Candidate(
                unknown.provider(),
                unknown.slug(),
                unknown.capabilities(),
                new TakenParameters(Set.of(OptionalParameter.TEMPERATURE), null),
                1000,
                unknown.upstreamPrices(),
                unknown.nativeRatio(),
                null);
        var cold = new Sampling(0.0, null, null, null, null, List.of(), null, null);
        var thoughtful = new Sampling(null, null, null, null, null, List.of(), ReasoningEffort.LOW, null);
        var json = new ResponseFormat.JsonObject();

        assertThat(requiresParameters(unknown, new ResponseFormat.Text(), cold)).isFalse();
        assertThat(requiresParameters(unknown, json, Sampling.DEFAULT)).isTrue();
        assertThat(requiresParameters(unknown, json, cold)).isFalse();
        assertThat(requiresParameters(unknown, json, thoughtful)).isFalse();
        assertThat(requiresParameters(known, json, cold)).isTrue();
    }

    @Test
    void withoutASessionTagNoSessionIdIsSent() throws IOException {
        var request = new UpstreamRequest(Requests.candidate("north/alpha"), RICH, 300, "user-tag", null, Map.of());

        assertThat(written(request, OPENROUTER).has("session_id")).isFalse();
    }
}
