package ai.tierup.domain.money;

import java.math.BigDecimal;

/**
 * The price of one token, in pico-dollars (10⁻¹² USD), never negative. A price of 1,000,000 is one dollar per million tokens.
 *
 * @param picoUsd trillionths of a dollar per token
 */
public record TokenPrice(long picoUsd) {

    /** A dollar per million tokens is 10⁶ pico-dollars per token. */
    private static final int USD_PER_MILLION_DECIMALS = 6;

    public TokenPrice {
        if (picoUsd < 0) {
            throw new IllegalArgumentException("A token price must not be negative: " + picoUsd);
        }
    }

    /**
     * Parses a price in decimal dollars per million tokens, such as {@code "7.50"}.
     *
     * @throws ArithmeticException if it has more than six decimals
     */
    public static TokenPrice ofUsdPerMillion(String usdPerMillion) {
        return new TokenPrice(new BigDecimal(usdPerMillion)
                .movePointRight(USD_PER_MILLION_DECIMALS)
                .longValueExact());
    }

    /** Dollars per million tokens with at least two decimals, such as {@code 1.50}. */
    public String usdPerMillion() {
        var exact = BigDecimal.valueOf(picoUsd, USD_PER_MILLION_DECIMALS).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }
}
