package ai.tierup.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts and prices from outside. They take microseconds; the minute is for what writes out 400 million zeros. */
class DecimalTextTest {

    private static final Duration ENDLESS = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400000000",
                "-1e400000000",
                "1e2147483647",
                "100e2147483647",
                "1e-400000000",
                "1e-2147483647",
                "9223372036.854775808",
                "0.0000000001",
                "1e10",
                "1e99999999999",
                "",
                "NaN"
            })
    void whatDoesNotFitIsRefusedBeforeItIsComputed(String number) {
        assertTimeoutPreemptively(ENDLESS, () -> {
            assertThatThrownBy(() -> Money.ofUsd(number))
                    .isInstanceOfAny(ArithmeticException.class, NumberFormatException.class);
            assertThatThrownBy(() -> TokenPrice.ofUsdPerMillion(number))
                    .isInstanceOfAny(ArithmeticException.class, IllegalArgumentException.class);
        });
    }

    @Test
    void aNumberOfMoreThanAHundredCharactersIsRefusedUnread() {
        var longest = "25." + "0".repeat(97);

        assertThat(Money.ofUsd(longest)).isEqualTo(Money.ofUsd("25"));
        assertThatThrownBy(() -> Money.ofUsd(longest + "0")).isInstanceOf(NumberFormatException.class);
        assertTimeoutPreemptively(
                ENDLESS,
                () -> assertThatThrownBy(() -> Money.ofUsd("7".repeat(50_000_000)))
                        .isInstanceOf(NumberFormatException.class));
    }

    @Test
    void aPriceIsAtMostAThousandDollarsPerMillionTokens() {
        assertThat(TokenPrice.ofUsdPerMillion("1000").usdPerMillion()).isEqualTo("1000.00");
        assertThatThrownBy(() -> TokenPrice.ofUsdPerMillion("1000.000001"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TokenPrice.ofUsdPerMillion("-0.000001")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAmountIsTheSameHoweverItIsWritten() {
        assertThat(Money.ofUsd("25.000000000000000")).isEqualTo(Money.ofUsd("25"));
        assertThat(Money.ofUsd("2.5e1")).isEqualTo(Money.ofUsd("25"));
        assertThat(Money.ofUsd("250000000000e-10")).isEqualTo(Money.ofUsd("25"));
        assertThat(Money.ofUsd("0e400000000")).isEqualTo(Money.ZERO);
        assertThat(Money.ofUsd("0e-400000000")).isEqualTo(Money.ZERO);
        assertThat(Money.ofUsd("9223372036.854775807")).isEqualTo(new Money(Long.MAX_VALUE));
        assertThat(Money.ofUsd("-9223372036.854775808")).isEqualTo(new Money(Long.MIN_VALUE));
    }

    @Test
    void anyNumberIsExactOrRefused() {
        var random = new Random(14);
        assertTimeoutPreemptively(ENDLESS, () -> {
            for (var i = 0; i < 20_000; i++) {
                var text = number(random);
                try {
                    assertThat(new BigDecimal(Money.ofUsd(text).usd())).as(text).isEqualByComparingTo(text);
                } catch (ArithmeticException | NumberFormatException e) {
                    // Refused, which is all that is asked of a number that is too large, too fine or none.
                }
            }
        });
    }

    private static String number(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "-" : "");
        digits(text, random, random.nextInt(14));
        if (random.nextBoolean()) {
            digits(text.append('.'), random, random.nextInt(14));
        }
        if (random.nextBoolean()) {
            text.append('e').append(random.nextInt() >> random.nextInt(32));
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, Random random, int count) {
        for (var i = 0; i < count; i++) {
            text.append(random.nextInt(4) == 0 ? random.nextInt(10) : 0);
        }
    }
}
