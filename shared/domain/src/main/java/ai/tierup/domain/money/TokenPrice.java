package ai.tierup.domain.money;

import java.math.BigDecimal;

/**
 * The price of one token, in pico-dollars (10⁻¹² USD), never negative. One dollar per million tokens is 1,000,000.
 *
 * @param picoUsd trillionths of a dollar per token
 */
public record TokenPrice(long picoUsd) {

    private static final int PICO_PER_TOKEN_OF_USD_PER_MILLION_DIGITS = 6;

    public TokenPrice {
        if (picoUsd < 0) {
            throw new IllegalArgumentException("A token price is not negative: " + picoUsd);
        }
    }

    /**
     * The price of a decimal number of dollars per million tokens, such as {@code "7.50"}.
     *
     * @throws ArithmeticException when it has more than six decimals
     */
    public static TokenPrice ofUsdPerMillion(String usdPerMillion) {
        return new TokenPrice(new BigDecimal(usdPerMillion)
                .movePointRight(PICO_PER_TOKEN_OF_USD_PER_MILLION_DIGITS)
                .longValueExact());
    }

    /** Dollars per million tokens with at least two decimals: {@code 1.50}. */
    public String usdPerMillion() {
        var exact = BigDecimal.valueOf(picoUsd, PICO_PER_TOKEN_OF_USD_PER_MILLION_DIGITS)
                .stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }
}
