package ai.tierup.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Text;
import ai.tierup.openai.responses.InputItem.Called;
import ai.tierup.openai.responses.InputItem.Returned;
import ai.tierup.openai.responses.InputItem.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Said QUESTION = said(Role.USER, "Q");

    private static Said said(Role role, String text) {
        return new Said(role, List.of(new Text(text)));
    }

    private static Called call(String id) {
        return new Called(id, "f", "{}");
    }

    private static Returned output(String id, String text) {
        return new Returned(id, List.of(new Text(text)));
    }

    /** Writes messages in short: {@code A(text,c1) T(c1=out) U(text)}. */
    private static String turns(InputItem... items) {
        var text = new StringBuilder();
        for (var message : Turns.of(List.of(items))) {
            text.append(message.role().name().charAt(0))
                    .append('(')
                    .append(parts(message))
                    .append(") ");
        }
        return text.toString().strip();
    }

    private static String parts(Message message) {
        return String.join(
                ",",
                message.parts().stream()
                        .map(part -> switch (part) {
                            case Text(var text) -> text;
                            case Part.ToolCall toolCall -> toolCall.id();
                            case Part.ToolResult result -> result.toolCallId() + "=" + result.text();
                            default -> "?";
                        })
                        .toList());
    }

    @Test
    void wordsAndCallsInARowAreOneTurnAndOutputsFollowInTheOrderOfTheCalls() {
        assertThat(turns(
                        QUESTION,
                        said(Role.ASSISTANT, "a"),
                        call("1"),
                        said(Role.ASSISTANT, "b"),
                        call("2"),
                        output("2", "y"),
                        output("1", "x"),
                        QUESTION))
                .isEqualTo("U(Q) A(a,1,b,2) T(1=x) T(2=y) U(Q)");
    }

    @Test
    void anOutputEndsTheTurn() {
        assertThat(turns(call("1"), output("1", "x"), call("2"), output("2", "y")))
                .isEqualTo("A(1) T(1=x) A(2) T(2=y)");
    }

    @Test
    void anOutputFarFromItsCallIsMovedToIt() {
        assertThat(turns(call("1"), QUESTION, output("1", "x"))).isEqualTo("A(1) T(1=x) U(Q)");
        assertThat(turns(output("1", "x"), QUESTION, call("1"))).isEqualTo("U(Q) A(1) T(1=x)");
    }

    @Test
    void aCallWithoutAnOutputGetsOne() {
        assertThat(turns(call("1"), call("2"), output("2", "y"), QUESTION))
                .isEqualTo("A(1,2) T(1=No output: the call was interrupted.) T(2=y) U(Q)");
    }

    @Test
    void anOutputWithoutACallIsToldByTheUser() {
        assertThat(turns(QUESTION, output("1", "x"), output("1", "x")))
                .isEqualTo("U(Q) U(The output of a tool call that is not part of this conversation any more:,x) U(The"
                        + " output of a tool call that is not part of this conversation any more:,x)");
    }

    @Test
    void anIdThatIsUsedAgainIsMadeUnique() {
        assertThat(turns(call("1"), output("1", "x"), QUESTION, call("1"), output("1", "y")))
                .isEqualTo("A(1) T(1=x) U(Q) A(1_2) T(1_2=y)");
        assertThat(turns(call("1"), call("1"), output("1", "x"), output("1", "y")))
                .isEqualTo("A(1,1_2) T(1=x) T(1_2=y)");
    }

    @Test
    void messagesThatSayNothingAreLeftOut() {
        assertThat(turns(
                        new Said(Role.ASSISTANT, List.of()),
                        QUESTION,
                        new Said(Role.USER, List.of()),
                        said(Role.DEVELOPER, "d")))
                .isEqualTo("U(Q) D(d)");
    }
}
