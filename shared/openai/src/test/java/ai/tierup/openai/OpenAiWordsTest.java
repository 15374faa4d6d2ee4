package ai.tierup.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.ReasoningEffort;
import ai.tierup.domain.conversation.Verbosity;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OpenAiWordsTest {

    @Test
    void everyReasonToFinishHasItsWord() {
        assertThat(Arrays.stream(FinishReason.values()).map(OpenAiWords::of))
                .containsExactly("stop", "length", "tool_calls", "content_filter");
    }

    @Test
    void everyReasoningEffortHasItsWord() {
        assertThat(Arrays.stream(ReasoningEffort.values()).map(OpenAiWords::of))
                .containsExactly("none", "minimal", "low", "medium", "high", "xhigh", "max");
    }

    @Test
    void everyVerbosityHasItsWord() {
        assertThat(Arrays.stream(Verbosity.values()).map(OpenAiWords::of)).containsExactly("low", "medium", "high");
    }
}
