package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.TokenPrice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptCacheTest {

    private static final TokenPrice INPUT = TokenPrice.ofUsdPerMillion("2");

    @ParameterizedTest
    @CsvSource({
        "0.10, 2.50, 0, false",
        "0.10, 2.50, 1, true",
        "0.10, 4.00, 1, false",
        "0.10, 4.00, 2, true",
        "0.10, 2.00, 0, false",
        "2.00, 2.00, 9, false",
        "0.10, 0.50, 0, true"
    })
    void writingPaysIfTheReadsSaveMoreThanItCosts(String read, String write, long reads, boolean isWorthIt) {
        var cache = new PromptCache(TokenPrice.ofUsdPerMillion(read), TokenPrice.ofUsdPerMillion(write), true, false);

        assertThat(cache.isWorthWriting(INPUT, reads)).isEqualTo(isWorthIt);
    }
}
