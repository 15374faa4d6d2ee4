package ai.tierup.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.conversation.Message.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniqueToolCallIdsTest {

    private static Message calls(String... ids) {
        var parts = new ArrayList<Part>();
        for (var id : ids) {
            parts.add(new Part.ToolCall(id, "look", "{}"));
        }
        return new Message(Role.ASSISTANT, parts, null);
    }

    private static Message result(String id) {
        return new Message(Role.TOOL, List.of(new Part.ToolResult(id, "red")), null);
    }

    private static List<Message> unique(Message... messages) {
        return ChatFixture.conversation()
                .withMessages(List.of(messages))
                .withUniqueToolCallIds()
                .messages();
    }

    @Test
    void eachTurnThatUsesAnIdAgainGetsAnotherWithItsResults() {
        assertThat(unique(
                        calls("a", "b"),
                        result("b"),
                        result("a"),
                        calls("a"),
                        result("a"),
                        calls("b", "a"),
                        result("a"),
                        result("b")))
                .containsExactly(
                        calls("a", "b"),
                        result("b"),
                        result("a"),
                        calls("a_2"),
                        result("a_2"),
                        calls("b_2", "a_3"),
                        result("a_3"),
                        result("b_2"));
    }

    @Test
    void aNewIdIsNoneThatTheClientHasUsed() {
        assertThat(unique(calls("a_2"), result("a_2"), calls("a"), result("a"), calls("a"), result("a")))
                .endsWith(calls("a_3"), result("a_3"));
    }

    @Test
    void aConversationWithoutRepeatedIdsIsTheSame() {
        var conversation =
                ChatFixture.conversation().withMessages(List.of(calls("a"), result("a"), calls("b"), result("b")));

        assertThat(conversation.withUniqueToolCallIds()).isSameAs(conversation);
    }
}
