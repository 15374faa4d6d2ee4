package ai.tierup.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeutralSizeTest {

    private static final TokenMeter LETTERS = (text, limit) -> text.length();

    private static void has(long tokens, Conversation conversation) {
        assertThat(NeutralSize.exceeds(tokens, conversation, LETTERS)).isFalse();
        assertThat(NeutralSize.exceeds(tokens - 1, conversation, LETTERS)).isTrue();
    }

    @Test
    void aMessageIsItsTextsItsNameAndFourTokens() {
        var named = new Message(Message.Role.USER, List.of(new Part.Text("one"), new Part.Text("two")), "ann");

        has(3 + 4 + 3, ChatFixture.conversation(new Part.Text("one")));
        has(3 + 4 + 3 + 3 + 3, conversation(List.of(named), List.of(), new ResponseFormat.Text()));
    }

    @Test
    void anImageIsSixteenHundredTokens() {
        has(3 + 4 + 1_600, ChatFixture.conversation(new Part.Image("image/png", "AAAA", Part.Detail.AUTO)));
    }

    @Test
    void aToolCallIsItsNameItsArgumentsAndFourTokensAndItsResultIsItsContent() {
        has(3 + 4 + 4 + 8 + 2, ChatFixture.conversation(new Part.ToolCall("call_1", "get_time", "{}")));
        has(3 + 4 + 4, ChatFixture.conversation(new Part.ToolResult("call_1", "noon")));
    }

    @Test
    void aToolOrAResponseFormatIsItsTextsAndEightTokens() {
        var tool = new Tool("get_time", "Tells it", new JsonText("{}"), null);
        var schema = new ResponseFormat.JsonSchema("time", null, new JsonText("{}"), null);

        has(3 + 8 + 8 + 8 + 2, conversation(List.of(), List.of(tool), new ResponseFormat.JsonObject()));
        has(3 + 8 + 4 + 2, conversation(List.of(), List.of(), schema));
    }

    @Test
    void reasoningIsNotCounted() {
        has(3 + 4, ChatFixture.conversation(new Part.Reasoning("because", "sealed")));
    }

    @Test
    void nothingIsCountedOnceTheLimitIsExceeded() {
        var counted = new ArrayList<String>();
        TokenMeter meter = (text, limit) -> {
            counted.add(text + " up to " + limit);
            return text.length();
        };
        var parts = new Part[] {new Part.Text("one"), new Part.Text("three"), new Part.Text("two")};

        assertThat(NeutralSize.exceeds(3 + 4 + 7, ChatFixture.conversation(parts), meter))
                .isTrue();
        assertThat(counted).containsExactly("one up to 7", "three up to 4");
    }

    private static Conversation conversation(List<Message> messages, List<Tool> tools, ResponseFormat format) {
        return new Conversation(messages, tools, null, null, format, Sampling.DEFAULT);
    }
}
