package ai.tierup.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenPricesTest {

    private static final TokenPrices PRICES = TokenPrices.ofUsdPerMillion("1.50", "7.50");

    @Test
    void repeatedInputCostsTheSameUnlessAnotherPriceIsGiven() {
        assertThat(PRICES.repeatedInput()).isEqualTo(PRICES.input());
        assertThat(PRICES.withRepeatedInput(TokenPrice.ofUsdPerMillion("0.225"))
                        .repeatedInput()
                        .usdPerMillion())
                .isEqualTo("0.225");
    }

    @Test
    void repeatedInputThatIsDearerIsRefusedBecauseAHoldWouldNotCoverIt() {
        assertThatThrownBy(() -> PRICES.withRepeatedInput(TokenPrice.ofUsdPerMillion("1.500001")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.500001 > 1.50");
    }
}
