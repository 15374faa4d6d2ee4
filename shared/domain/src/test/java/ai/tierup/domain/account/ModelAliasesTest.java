package ai.tierup.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.tier.TierId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAliasesTest {

    private static final ModelAliases ALIASES = new ModelAliases(Map.of(
            "claude-*", TierId.TIER_2,
            "claude-opus-*", TierId.TIER_3,
            "claude-opus-5-5", TierId.TIER_4,
            "gpt-6", TierId.TIER_1));

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-5, TIER_2",
        "claude-, TIER_2",
        "claude-opus-6, TIER_3",
        "claude-opus-5-5, TIER_4",
        "claude-opus-5-5-20261001, TIER_3",
        "gpt-6, TIER_1"
    })
    void theLongestPatternThatFitsDecides(String model, TierId tier) {
        assertThat(ALIASES.tier(model)).contains(tier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-6.2", "claude", "my-claude-opus", ""})
    void anotherNameHasNoTier(String model) {
        assertThat(ALIASES.tier(model)).isEmpty();
        assertThat(ModelAliases.NONE.tier(model)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a*b", "tier-2", "a b", "-a", "é"})
    void isNoPattern(String text) {
        assertThat(ModelAliases.isPattern(text)).isFalse();
        assertThatThrownBy(() -> new ModelAliases(Map.of(text, TierId.TIER_2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAtMostAHundredCharacters() {
        assertThat(ModelAliases.isPattern("a".repeat(99) + "*")).isTrue();
        assertThat(ModelAliases.isPattern("a".repeat(100))).isFalse();
    }
}
