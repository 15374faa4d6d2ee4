package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Tier;
import java.util.Optional;

/**
 * The upper bound on what a request can consume, and therefore on what it can cost its customer and us.
 *
 * @param inputTokens bound on the neutral tokens of the prompt; may exceed the tier's context
 * @param nativeInputTokens bound on the tokens that any candidate's tokeniser makes of the prompt
 * @param outputTokens output cap in neutral tokens
 */
public record HoldBound(Tier tier, long inputTokens, long nativeInputTokens, int outputTokens) {

    /** The lowest cap, in tokens, that a request is lowered to. Less is not worth an answer, so the request is refused. */
    public static final int MIN_LOWERED_CAP = 256;

    /** The bound of a prompt that has at most {@code inputTokens} in any tokeniser. */
    public HoldBound(Tier tier, long inputTokens, int outputTokens) {
        this(tier, inputTokens, inputTokens, outputTokens);
    }

    /** The most input that the customer pays for. Requests with more neutral tokens than the context were refused before. */
    long payableInputTokens() {
        return Math.min(inputTokens, tier.limits().contextTokens());
    }

    /** The money to hold; zero on a free tier. */
    public Money amount() {
        return tier.prices().costOf(payableInputTokens(), outputTokens);
    }

    /** The free allowance to hold: the bound at list price on a free tier, else zero. */
    public Money freeAllowance() {
        return tier.isFree() ? tier.listPrices().costOf(payableInputTokens(), outputTokens) : Money.ZERO;
    }

    /** The number of output tokens that {@code budget} buys after this input; never negative. */
    public long affordableOutputTokens(Money budget) {
        return Math.max(0, tier.prices().outputTokensFor(budget, payableInputTokens()));
    }

    /** Lowers the output cap to what {@code budget} affords; empty when that is too small to be useful. */
    Optional<HoldBound> loweredTo(Money budget) {
        var affordable = affordableOutputTokens(budget);
        return affordable < Math.min(MIN_LOWERED_CAP, outputTokens)
                ? Optional.empty()
                : Optional.of(
                        new HoldBound(tier, inputTokens, nativeInputTokens, (int) Math.min(affordable, outputTokens)));
    }
}
