package ai.tierup.domain.money;

/**
 * What input and output tokens cost.
 *
 * @param input price of a prompt token
 * @param output price of a completion token
 */
public record TokenPrices(TokenPrice input, TokenPrice output) {

    private static final long PICO_PER_NANO = 1_000;

    /** Prices in decimal dollars per million tokens. */
    public static TokenPrices ofUsdPerMillion(String input, String output) {
        return new TokenPrices(TokenPrice.ofUsdPerMillion(input), TokenPrice.ofUsdPerMillion(output));
    }

    /**
     * The cost of a request: the only rounding of the product, up to the next nano-dollar.
     *
     * @throws ArithmeticException when it does not fit
     */
    public Money costOf(long inputTokens, long outputTokens) {
        var picoUsd = Math.addExact(
                Math.multiplyExact(inputTokens, input.picoUsd()), Math.multiplyExact(outputTokens, output.picoUsd()));
        return new Money(Math.ceilDiv(picoUsd, PICO_PER_NANO));
    }

    /** How many output tokens {@code budget} buys after {@code inputTokens} are paid; negative when it does not pay the input. */
    public long outputTokensFor(Money budget, long inputTokens) {
        var leftPicoUsd = Math.subtractExact(
                Math.multiplyExact(budget.nanoUsd(), PICO_PER_NANO), Math.multiplyExact(inputTokens, input.picoUsd()));
        return output.picoUsd() == 0 ? Long.MAX_VALUE : Math.floorDiv(leftPicoUsd, output.picoUsd());
    }
}
