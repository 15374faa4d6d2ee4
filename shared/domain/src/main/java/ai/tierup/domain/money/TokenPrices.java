package ai.tierup.domain.money;

/**
 * The prices of input and output tokens.
 *
 * @param input price of a prompt token
 * @param output price of a completion token
 */
public record TokenPrices(TokenPrice input, TokenPrice output) {

    private static final long PICO_PER_NANO = 1_000;

    /** Parses prices in decimal dollars per million tokens. */
    public static TokenPrices ofUsdPerMillion(String input, String output) {
        return new TokenPrices(TokenPrice.ofUsdPerMillion(input), TokenPrice.ofUsdPerMillion(output));
    }

    /**
     * The cost of a request, rounded up to the next nano-dollar. No other calculation in the product rounds.
     *
     * @throws ArithmeticException if it does not fit
     */
    public Money costOf(long inputTokens, long outputTokens) {
        var picoUsd = Math.addExact(
                Math.multiplyExact(inputTokens, input.picoUsd()), Math.multiplyExact(outputTokens, output.picoUsd()));
        return new Money(Math.ceilDiv(picoUsd, PICO_PER_NANO));
    }

    /** The output tokens that {@code budget} buys after paying for {@code inputTokens}; negative if it does not cover the input. */
    public long outputTokensFor(Money budget, long inputTokens) {
        var leftPicoUsd = Math.subtractExact(
                Math.multiplyExact(budget.nanoUsd(), PICO_PER_NANO), Math.multiplyExact(inputTokens, input.picoUsd()));
        return output.picoUsd() == 0 ? Long.MAX_VALUE : Math.floorDiv(leftPicoUsd, output.picoUsd());
    }
}
