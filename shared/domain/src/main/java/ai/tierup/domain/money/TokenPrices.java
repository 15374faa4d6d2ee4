package ai.tierup.domain.money;

/**
 * The prices of input and output tokens.
 *
 * @param input price of a prompt token
 * @param output price of a completion token
 * @param repeatedInput price of a prompt token that was sent before; at most that of any other prompt token, so that no request costs more
 *     than it would if all of its input were new
 */
public record TokenPrices(TokenPrice input, TokenPrice output, TokenPrice repeatedInput) {

    private static final long PICO_PER_NANO = 1_000;

    public TokenPrices {
        if (repeatedInput.picoUsd() > input.picoUsd()) {
            throw new IllegalArgumentException("Repeated input must not cost more than other input: "
                    + repeatedInput.usdPerMillion() + " > " + input.usdPerMillion());
        }
    }

    /** Prices without a discount for repeated input. */
    public TokenPrices(TokenPrice input, TokenPrice output) {
        this(input, output, input);
    }

    /** The same prices with another one for repeated input. */
    public TokenPrices withRepeatedInput(TokenPrice price) {
        return new TokenPrices(input, output, price);
    }

    /** Parses prices in decimal dollars per million tokens, without a discount for repeated input. */
    public static TokenPrices ofUsdPerMillion(String input, String output) {
        return new TokenPrices(TokenPrice.ofUsdPerMillion(input), TokenPrice.ofUsdPerMillion(output));
    }

    /** The cost of a request of which nothing is repeated. */
    public Money costOf(long inputTokens, long outputTokens) {
        return costOf(inputTokens, 0, outputTokens);
    }

    /**
     * The cost of a request: the sum of its three parts, rounded up to the next nano-dollar. No other calculation in the product rounds.
     *
     * @param repeatedTokens the part of {@code inputTokens} that was sent before
     * @throws ArithmeticException if it does not fit
     */
    public Money costOf(long inputTokens, long repeatedTokens, long outputTokens) {
        var newInput = Math.multiplyExact(inputTokens - repeatedTokens, input.picoUsd());
        var repeated = Math.multiplyExact(repeatedTokens, repeatedInput.picoUsd());
        var picoUsd =
                Math.addExact(Math.addExact(newInput, repeated), Math.multiplyExact(outputTokens, output.picoUsd()));
        return new Money(Math.ceilDiv(picoUsd, PICO_PER_NANO));
    }

    /** The output tokens that {@code budget} buys after paying for {@code inputTokens}; negative if it does not cover the input. */
    public long outputTokensFor(Money budget, long inputTokens) {
        var leftPicoUsd = Math.subtractExact(
                Math.multiplyExact(budget.nanoUsd(), PICO_PER_NANO), Math.multiplyExact(inputTokens, input.picoUsd()));
        return output.picoUsd() == 0 ? Long.MAX_VALUE : Math.floorDiv(leftPicoUsd, output.picoUsd());
    }
}
