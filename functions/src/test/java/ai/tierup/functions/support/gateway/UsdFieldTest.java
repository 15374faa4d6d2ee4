package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsdFieldTest {

    /** Milliseconds are enough; arithmetic with 400 million digits takes many times longer. */
    private static final Duration ENDLESS = Duration.ofMinutes(1);

    private static final Money MOST = Money.ofUsd("1000");
    private static final UsdField AMOUNT =
            new UsdField("amount_usd", "Send dollars.", amount -> !amount.isNegative() && MOST.covers(amount));

    private static UsdField.Read read(String value) {
        return assertTimeoutPreemptively(
                ENDLESS, () -> AMOUNT.read(("{\"amount_usd\": " + value + "}").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400000000",
                "-1e400000000",
                "1e2147483647",
                "1e-400000000",
                "\"1e400000000\"",
                "0.0000000001",
                "1e99999999999"
            })
    void aNumberOfAnySizeIsRefusedAtOnce(String number) {
        assertThat(read(number))
                .isInstanceOfSatisfying(
                        UsdField.Invalid.class,
                        invalid -> assertThat(invalid.error().code().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0", "2.5e1", "\"25\"", "\"25.000000000\"", "250000000e-7"})
    void anAmountIsTheSameHoweverItIsWritten(String amount) {
        assertThat(read(amount)).isEqualTo(new UsdField.Amount(Money.ofUsd("25")));
    }

    @Test
    void anyNumberIsAnAllowedAmountOrRefused() {
        var random = new Random(14);
        for (var i = 0; i < 5_000; i++) {
            var number = number(random);
            switch (read(random.nextBoolean() ? number : "\"" + number + "\"")) {
                case UsdField.Amount(var money) ->
                    assertThat(MOST.covers(money)).as(number).isTrue();
                case UsdField.Invalid(var error) ->
                    assertThat(error.code().status()).as(number).isEqualTo(400);
            }
        }
    }

    private static String number(Random random) {
        var number = Long.toString(random.nextLong() >> random.nextInt(64));
        var decimals = random.nextBoolean() ? "." + "0".repeat(random.nextInt(90)) + random.nextInt(10) : "";
        var exponent = random.nextBoolean() ? "e" + (random.nextInt() >> random.nextInt(32)) : "";
        return number + decimals + exponent;
    }
}
