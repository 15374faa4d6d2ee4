package ai.tierup.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.tier.ReasoningEffort;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OpenAiEnumsTest {

    @Test
    void everyFinishReasonHasItsWireValue() {
        assertThat(Arrays.stream(FinishReason.values()).map(OpenAiEnums::of))
                .containsExactly("stop", "length", "tool_calls", "content_filter");
    }

    @Test
    void everyReasoningEffortHasItsWireValue() {
        assertThat(Arrays.stream(ReasoningEffort.values()).map(ReasoningEffort::publicName))
                .containsExactly("none", "minimal", "low", "medium", "high", "xhigh", "max");
    }

    @Test
    void everyVerbosityHasItsWireValue() {
        assertThat(Arrays.stream(Verbosity.values()).map(OpenAiEnums::of)).containsExactly("low", "medium", "high");
    }
}
