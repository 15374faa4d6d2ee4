package ai.tierup.upstream.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.upstream.CacheMarks;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.upstream.Requests;
import ai.tierup.upstream.openaicompatible.OpenAiCompatible;
import ai.tierup.upstream.openrouter.OpenRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers cache is the beginning of a prompt: where it is marked, and that it stays the same as a conversation grows. */
class CachedPrefixTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ChatDialect OPENROUTER = new OpenRouter();
    private static final Tool TIME = new Tool("get_time", "Tells it", new JsonText("{\"type\":\"object\"}"), null);
    private static final CacheMarks BOTH = new CacheMarks(true, true);

    private static byte[] bytes(
            String slug,
            List<Message> messages,
            CacheMarks marks,
            Map<String, OriginalToolCall> originals,
            ChatDialect dialect) {
        var conversation =
                new Conversation(messages, List.of(TIME), null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
        var request = new UpstreamRequest(
                Requests.candidate(slug), conversation, 300, "user-tag", "session-tag", marks, originals);
        return RequestBody.write(request, slug, dialect);
    }

    private static JsonNode messages(CacheMarks marks, ChatDialect dialect, Message... messages) throws IOException {
        return JSON.readTree(bytes("anthropic/x", List.of(messages), marks, Map.of(), dialect))
                .path("messages");
    }

    private static Message text(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }

    private static List<String> marked(JsonNode messages) {
        var marked = new ArrayList<String>();
        for (var message : messages) {
            for (var part : message.path("content")) {
                if (part.has("cache_control")) {
                    assertThat(part.path("cache_control").toString()).isEqualTo("{\"type\":\"ephemeral\"}");
                    marked.add(part.path("text").asText());
                }
            }
        }
        return marked;
    }

    @Test
    void theLastSystemMessageAndTheLastMessageAreMarked() throws IOException {
        var written = messages(
                BOTH,
                OPENROUTER,
                text(Role.SYSTEM, "one"),
                text(Role.DEVELOPER, "two"),
                text(Role.USER, "three"),
                text(Role.ASSISTANT, "four"),
                text(Role.USER, "five"));

        assertThat(marked(written)).containsExactly("two", "five");
        assertThat(marked(messages(
                        new CacheMarks(true, false), OPENROUTER, text(Role.SYSTEM, "one"), text(Role.USER, "two"))))
                .containsExactly("one");
        assertThat(marked(messages(
                        new CacheMarks(false, true), OPENROUTER, text(Role.SYSTEM, "one"), text(Role.USER, "two"))))
                .containsExactly("two");
    }

    @Test
    void inAMessageOfSeveralPartsTheLastTextIsMarked() throws IOException {
        var written = messages(
                BOTH,
                OPENROUTER,
                new Message(
                        Role.USER,
                        List.of(
                                new Part.Text("one"),
                                new Part.Text("two"),
                                new Part.Text(" "),
                                new Part.Image("image/png", "AAAA", Part.Detail.AUTO)),
                        null));

        assertThat(marked(written)).containsExactly("two");
    }

    @Test
    void theResultOfAToolIsMarkedButNoBlankTextAndNoTurnToBeContinued() throws IOException {
        var call = new Message(Role.ASSISTANT, List.of(new Part.ToolCall("call_1", "get_time", "{}")), null);
        var noon = new Message(Role.TOOL, List.of(new Part.ToolResult("call_1", "noon")), null);
        var blank = new Message(Role.TOOL, List.of(new Part.ToolResult("call_1", "\n")), null);

        assertThat(marked(messages(BOTH, OPENROUTER, text(Role.USER, "When?"), call, noon)))
                .containsExactly("noon");
        assertThat(messages(BOTH, OPENROUTER, text(Role.USER, "When?"), call, blank)
                        .at("/2/content")
                        .asText())
                .isEqualTo("\n");
        assertThat(marked(messages(BOTH, OPENROUTER, text(Role.USER, "When?"), text(Role.ASSISTANT, "At"))))
                .isEmpty();
    }

    @Test
    void aProviderWithoutSuchMarksGetsNone() throws IOException {
        assertThat(messages(BOTH, new OpenAiCompatible(), text(Role.SYSTEM, "one"), text(Role.USER, "two")))
                .isEqualTo(JSON.readTree(
                        "[{\"role\":\"system\",\"content\":\"one\"},{\"role\":\"user\",\"content\":\"two\"}]"));
    }

    /** The families differ in the ids of tool calls, of which half have been forgotten here and are made up. */
    @ParameterizedTest
    @ValueSource(strings = {"anthropic/x", "openai/x", "mistralai/x", "moonshotai/x", "google/x"})
    void theBytesOfAGrowingConversationOnlyGrow(String slug) throws IOException {
        var messages = new ArrayList<>(List.of(text(Role.SYSTEM, "Be brief."), text(Role.USER, "What time is it?")));
        var originals = new HashMap<String, OriginalToolCall>();
        var before = "";
        var markedBefore = List.<String>of();
        for (var turn = 0; turn < 20; turn++) {
            var body = new String(bytes(slug, messages, CacheMarks.NONE, originals, OPENROUTER), UTF_8);
            var prefix = body.substring(0, body.indexOf("],\"tools\":"));
            assertThat(prefix).startsWith(before);
            before = prefix;
            var marked = unmarked(JSON.readTree(bytes(slug, messages, BOTH, originals, OPENROUTER)));
            assertThat(marked.subList(0, markedBefore.size())).isEqualTo(markedBefore);
            markedBefore = marked;

            var id = "call_" + turn;
            if (turn % 2 == 0) {
                originals.put(id, new OriginalToolCall("toolu_" + turn, slug));
            }
            messages.add(new Message(
                    Role.ASSISTANT,
                    List.of(new Part.Text("Step " + turn), new Part.ToolCall(id, "get_time", "{}")),
                    null));
            messages.add(new Message(Role.TOOL, List.of(new Part.ToolResult(id, "Result " + turn)), null));
        }
        assertThat(markedBefore).as("system, user, and two messages a turn").hasSize(2 + 19 * 2);
    }

    /** The messages without marks. A text alone and a list of this text are the same to a provider. */
    private static List<String> unmarked(JsonNode body) {
        var messages = new ArrayList<String>();
        for (var message : body.path("messages")) {
            var parts = message.path("content");
            for (var part : parts) {
                ((ObjectNode) part).remove("cache_control");
            }
            if (parts.isArray() && parts.size() == 1) {
                ((ObjectNode) message).put("content", parts.path(0).path("text").asText());
            }
            messages.add(message.toString());
        }
        return messages;
    }
}
