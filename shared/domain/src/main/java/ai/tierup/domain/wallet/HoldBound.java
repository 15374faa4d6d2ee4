package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Tier;
import java.util.Optional;

/**
 * The upper bound on what a request can consume, in billed tokens, and therefore on what it can cost.
 *
 * @param inputTokens bound on the prompt for any candidate's tokeniser; may exceed the tier's context
 * @param outputTokens output cap
 */
public record HoldBound(Tier tier, long inputTokens, int outputTokens) {

    /** The lowest cap, in tokens, that a request is lowered to. Less is not worth an answer, so the request is refused. */
    public static final int MIN_LOWERED_CAP = 256;

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
                : Optional.of(new HoldBound(tier, inputTokens, (int) Math.min(affordable, outputTokens)));
    }
}
