package ai.tierup.domain.money;

import java.math.BigDecimal;

/**
 * The price of one token, in pico-dollars (10⁻¹² USD), from 0 to $1,000 per million tokens. A price of 1,000,000 is one dollar per million tokens.
 *
 * @param picoUsd trillionths of a dollar per token
 */
public record TokenPrice(long picoUsd) {

    /** At this price, the cost of the largest request still fits in a {@code long}. */
    private static final long MAX_PICO_USD = 1_000_000_000;

    /** A dollar per million tokens is 10⁶ pico-dollars per token. */
    private static final int USD_PER_MILLION_DECIMALS = 6;

    public TokenPrice {
        if (picoUsd < 0 || picoUsd > MAX_PICO_USD) {
            throw new IllegalArgumentException("A token price must be from 0 to " + MAX_PICO_USD + ": " + picoUsd);
        }
    }

    /**
     * Parses a price in decimal dollars per million tokens, such as {@code "7.50"}.
     *
     * @throws ArithmeticException if it has more than six decimals or does not fit
     * @throws IllegalArgumentException if it is not a number, or is not a price
     */
    public static TokenPrice ofUsdPerMillion(String usdPerMillion) {
        return new TokenPrice(DecimalText.parse(usdPerMillion)
                .scaleByPowerOfTen(USD_PER_MILLION_DECIMALS)
                .longValueExact());
    }

    /** Dollars per million tokens with at least two decimals, such as {@code 1.50}. */
    public String usdPerMillion() {
        var exact = BigDecimal.valueOf(picoUsd, USD_PER_MILLION_DECIMALS).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }
}
