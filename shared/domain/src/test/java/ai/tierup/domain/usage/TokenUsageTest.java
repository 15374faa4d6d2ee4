package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenUsageTest {

    private static final TokenUsage USAGE = new TokenUsage(1_500, 20, 5);

    @Test
    void noMoreThanThePromptIsRepeated() {
        assertThat(USAGE.withRepeated(1_400)).isEqualTo(new TokenUsage(1_500, 20, 5, 1_400));
        assertThat(USAGE.withRepeated(1_501)).isEqualTo(new TokenUsage(1_500, 20, 5, 1_500));
        assertThatThrownBy(() -> new TokenUsage(1, 0, 0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenUsage(1, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTotalIsInputAndOutputAndRepeatedInputIsPartOfTheInput() {
        assertThat(USAGE.withRepeated(1_400).totalTokens()).isEqualTo(1_520);
    }
}
