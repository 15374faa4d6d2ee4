package ai.tierup.domain.money;

import java.math.BigDecimal;

/** Parses decimal numbers that come from outside. */
final class DecimalText {

    /** As long as a number in a request may be. Parsing takes time with the square of the length. */
    private static final int MAX_LENGTH = 100;

    private DecimalText() {}

    /**
     * The number as it is written. Its exponent is not bounded: {@link BigDecimal#scaleByPowerOfTen} and the {@code …ValueExact} methods
     * look at the exponent first, while {@link BigDecimal#movePointRight} and {@link BigDecimal#setScale} write out its zeros.
     *
     * @throws NumberFormatException if {@code text} is not a number, or is longer than 100 characters
     */
    static BigDecimal parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new NumberFormatException("A number has at most " + MAX_LENGTH + " characters");
        }
        return new BigDecimal(text);
    }
}
