package ai.tierup.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void dollarsAreShownWithNineDecimals() {
        assertThat(new Money(151_500).usd()).isEqualTo("0.000151500");
        assertThat(Money.ofUsd("25").usd()).isEqualTo("25.000000000");
        assertThat(new Money(-1).usd()).isEqualTo("-0.000000001");
    }

    @Test
    void amountsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Money.ofUsd("0.0000000001")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofUsd("1e99")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aCostIsRoundedUpOnceToTheNanoDollar() {
        var prices = new TokenPrices(new TokenPrice(1), new TokenPrice(333));

        assertThat(prices.costOf(0, 0)).isEqualTo(Money.ZERO);
        assertThat(prices.costOf(1, 0)).isEqualTo(new Money(1));
        assertThat(prices.costOf(1, 3)).isEqualTo(new Money(1));
        assertThat(prices.costOf(2, 3)).isEqualTo(new Money(2));
    }

    @Test
    void repeatedInputHasItsOwnPriceAndIsNotRoundedApart() {
        var prices = TokenPrices.ofUsdPerMillion("1.50", "7.50").withRepeatedInput(TokenPrice.ofUsdPerMillion("0.225"));

        assertThat(prices.costOf(10_000, 9_000, 100))
                .as("1,000 at $1.50, 9,000 at $0.225 and 100 at $7.50 a million")
                .isEqualTo(Money.ofUsd("0.004275"));
        assertThat(prices.costOf(9, 9, 0)).as("2,025,000 pico-dollars").isEqualTo(new Money(2_025));
        assertThat(prices.costOf(1, 1, 0)).isEqualTo(new Money(225));
        assertThat(new TokenPrices(new TokenPrice(600), new TokenPrice(0), new TokenPrice(300)).costOf(2, 1, 0))
                .as("900 pico-dollars, not 1 nano-dollar for each part")
                .isEqualTo(new Money(1));
    }

    @Test
    void aPricePerMillionIsExact() {
        assertThat(TokenPrice.ofUsdPerMillion("7.50")).isEqualTo(new TokenPrice(7_500_000));
        assertThat(TokenPrice.ofUsdPerMillion("0.10").usdPerMillion()).isEqualTo("0.10");
        assertThat(TokenPrice.ofUsdPerMillion("10").usdPerMillion()).isEqualTo("10.00");
        assertThat(TokenPrice.ofUsdPerMillion("0.0375").usdPerMillion()).isEqualTo("0.0375");
        assertThat(TokenPrices.ofUsdPerMillion("1.50", "7.50").costOf(41, 12)).isEqualTo(Money.ofUsd("0.0001515"));
    }

    @Test
    void theOutputThatABudgetBuysIsRoundedDown() {
        var prices = TokenPrices.ofUsdPerMillion("1.50", "7.50");

        assertThat(prices.outputTokensFor(new Money(1_500 + 7_499), 1)).isZero();
        assertThat(prices.outputTokensFor(new Money(1_500 + 7_500), 1)).isEqualTo(1);
        assertThat(prices.outputTokensFor(Money.ZERO, 1)).isNegative();
    }
}
