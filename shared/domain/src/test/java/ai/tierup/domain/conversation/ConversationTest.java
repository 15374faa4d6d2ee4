package ai.tierup.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.tier.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Part.Image IMAGE = new Part.Image("image/png", "AAAA", Part.Detail.AUTO);

    @Test
    void anImageNeedsVisionEvenInAToolResult() {
        assertThat(ChatFixture.conversation(IMAGE).needs()).containsExactly(Capability.VISION);
        assertThat(ChatFixture.conversation(new Part.ToolResult("call_1", List.of(IMAGE)))
                        .needs())
                .containsExactly(Capability.VISION);
    }

    @Test
    void textAndReasoningNeedNoCapability() {
        assertThat(ChatFixture.conversation(
                                new Part.Text("Hi"),
                                new Part.ToolResult("call_1", "17:42"),
                                new Part.Reasoning("sealed"))
                        .needs())
                .isEmpty();
    }
}
