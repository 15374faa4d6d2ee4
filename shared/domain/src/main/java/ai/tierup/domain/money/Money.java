package ai.tierup.domain.money;

import java.math.BigDecimal;

/**
 * An exact amount of US dollars, in nano-dollars. It is negative for a debt or a refund.
 *
 * @param nanoUsd billionths of a dollar; arithmetic that leaves {@code long} throws {@link ArithmeticException}
 */
public record Money(long nanoUsd) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    private static final int NANO_DIGITS = 9;

    /**
     * Converts a decimal number of dollars.
     *
     * @throws ArithmeticException if it has more than nine decimals or does not fit
     */
    public static Money ofUsd(BigDecimal usd) {
        return new Money(usd.scaleByPowerOfTen(NANO_DIGITS).longValueExact());
    }

    /**
     * Parses a decimal number of dollars such as {@code "25"} or {@code "0.05"}.
     *
     * @throws ArithmeticException if it has more than nine decimals or does not fit
     * @throws NumberFormatException if it is not a number, or is longer than 100 characters
     */
    public static Money ofUsd(String usd) {
        return ofUsd(DecimalText.parse(usd));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanoUsd, other.nanoUsd));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanoUsd, other.nanoUsd));
    }

    public boolean isNegative() {
        return nanoUsd < 0;
    }

    public boolean isZero() {
        return nanoUsd == 0;
    }

    public boolean covers(Money price) {
        return nanoUsd >= price.nanoUsd;
    }

    public Money atMost(Money bound) {
        return covers(bound) ? bound : this;
    }

    public Money orZeroIfNegative() {
        return isNegative() ? ZERO : this;
    }

    /** Dollars with exactly nine decimals, as in answers and logs, such as {@code 0.000151500}. */
    public String usd() {
        return BigDecimal.valueOf(nanoUsd, NANO_DIGITS).toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanoUsd, other.nanoUsd);
    }

    @Override
    public String toString() {
        return "$" + usd();
    }
}
