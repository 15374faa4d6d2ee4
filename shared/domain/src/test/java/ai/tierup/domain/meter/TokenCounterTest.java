package ai.tierup.domain.meter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCounterTest {

    private static final Part.Image UNREADABLE = new Part.Image("image/png", "AAAA", Part.Detail.AUTO);

    private final List<String> counted = new ArrayList<>();

    private final TokenCounter counter = new TokenCounter((text, limit) -> {
        counted.add(text + " up to " + limit);
        return text.length();
    });

    private long count(Conversation conversation) {
        return Block.of(conversation).stream().mapToLong(counter::count).sum();
    }

    @Test
    void aMessageIsItsTextsItsNameAndFourTokens() {
        var named = new Message(Role.USER, List.of(new Part.Text("one"), new Part.Text("two")), "ann");

        assertThat(count(ChatFixture.conversation(new Part.Text("one")))).isEqualTo(3 + 4 + 3);
        assertThat(count(conversation(List.of(named), List.of(), new ResponseFormat.Text())))
                .isEqualTo(3 + 4 + 3 + 3 + 3);
    }

    @Test
    void anImageIsCountedByItsSizeAndALinkAsTheLargest() {
        var link = new Part.ImageLink(URI.create("https://example.com/a.png"), Part.Detail.AUTO, "messages[0]");

        assertThat(count(ChatFixture.conversation(ImageTokensTest.gif(750, 100))))
                .isEqualTo(3 + 4 + 100);
        assertThat(count(ChatFixture.conversation(link))).isEqualTo(3 + 4 + 1_600);
    }

    @Test
    void aToolCallIsItsNameItsArgumentsAndFourTokens() {
        assertThat(count(ChatFixture.conversation(new Part.ToolCall("call_1", "get_time", "{}"))))
                .isEqualTo(3 + 4 + 4 + 8 + 2);
    }

    /** Some APIs send the results of several calls in one message, others each in its own. */
    @Test
    void aToolResultIsAMessageHoweverItIsSent() {
        var noon = new Part.ToolResult("call_1", "noon");
        var late = new Part.ToolResult("call_2", List.of(new Part.Text("late"), UNREADABLE));

        assertThat(count(ChatFixture.conversation(noon))).isEqualTo(3 + 4 + 4);
        assertThat(count(ChatFixture.conversation(noon, late))).isEqualTo(3 + (4 + 4) + (4 + 4 + 1_600));
        assertThat(count(ChatFixture.conversation(noon, new Part.Text("go")))).isEqualTo(3 + (4 + 4) + (4 + 2));
    }

    @Test
    void aToolOrAResponseFormatIsItsTextsAndEightTokens() {
        var tool = new Tool("get_time", "Tells it", new JsonText("{}"), null);
        var schema = new ResponseFormat.JsonSchema("time", null, new JsonText("{}"), null);

        assertThat(count(conversation(List.of(), List.of(tool), new ResponseFormat.JsonObject())))
                .isEqualTo(3 + 8 + 8 + 8 + 2);
        assertThat(count(conversation(List.of(), List.of(), schema))).isEqualTo(3 + 8 + 4 + 2);
    }

    @Test
    void anAnswerIsItsTextAndItsToolCalls() {
        var calls = List.of(new Part.ToolCall("call_1", "get_time", "{}"), new Part.ToolCall("call_2", "stop", ""));

        assertThat(counter.countAnswer("hello", calls)).isEqualTo(5 + (4 + 8 + 2) + (4 + 4));
        assertThat(counter.countAnswer("", List.of())).isZero();
    }

    @Test
    void reasoningIsNotCounted() {
        assertThat(count(ChatFixture.conversation(new Part.Reasoning("sealed"))))
                .isEqualTo(3 + 4);
    }

    @Test
    void nothingIsCountedOnceTheLimitIsExceeded() {
        var parts = List.<Part>of(new Part.Text("one"), new Part.Text("three"), new Part.Text("two"));

        assertThat(counter.count(new Block.Turn(new Message(Role.USER, parts, null)), 4 + 7))
                .isGreaterThan(4 + 7);
        assertThat(counted).containsExactly("one up to 7", "three up to 4");
    }

    @Test
    void theFirstBlockIsWhatStandsBeforeTheFirstTurn() {
        var tool = new Tool("get_time", null, null, null);
        var messages = List.of(
                message(Role.SYSTEM, "be brief"),
                message(Role.DEVELOPER, "be kind"),
                message(Role.USER, "hello"),
                message(Role.SYSTEM, "now be long"));
        var format = new ResponseFormat.JsonObject();

        assertThat(Block.of(conversation(messages, List.of(tool), format)))
                .containsExactly(
                        new Block.Opening(List.of(tool), format, messages.subList(0, 2)),
                        new Block.Turn(messages.get(2)),
                        new Block.Turn(messages.get(3)));
        assertThat(Block.of(conversation(List.of(), List.of(), format))).hasSize(1);
    }

    private static Message message(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }

    private static Conversation conversation(List<Message> messages, List<Tool> tools, ResponseFormat format) {
        return new Conversation(messages, tools, null, null, format, Sampling.DEFAULT);
    }
}
