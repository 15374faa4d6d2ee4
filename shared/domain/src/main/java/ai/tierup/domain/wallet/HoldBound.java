package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Tier;
import java.util.Optional;

/**
 * The most a request can consume, in billed tokens, and so the most it can cost.
 *
 * @param inputTokens bound on the prompt, never above the tier's context
 * @param outputTokens the output cap
 */
public record HoldBound(Tier tier, long inputTokens, int outputTokens) {

    /** A cap below this is not worth an answer: the request is refused instead. */
    public static final int MIN_LOWERED_CAP = 256;

    public HoldBound {
        inputTokens = Math.min(inputTokens, tier.limits().contextTokens());
    }

    /** The money to hold; zero on a free tier. */
    public Money amount() {
        return tier.prices().costOf(inputTokens, outputTokens);
    }

    /** The free allowance to hold: the bound at list price on a free tier, else zero. */
    public Money freeAllowance() {
        return tier.isFree() ? tier.listPrices().costOf(inputTokens, outputTokens) : Money.ZERO;
    }

    /** How many output tokens {@code budget} would buy after this input; not negative. */
    public long affordableOutputTokens(Money budget) {
        return Math.max(0, tier.prices().outputTokensFor(budget, inputTokens));
    }

    /** This bound with the output cap that {@code budget} affords, or empty when that is too small to be of use. */
    Optional<HoldBound> loweredTo(Money budget) {
        var affordable = affordableOutputTokens(budget);
        return affordable < Math.min(MIN_LOWERED_CAP, outputTokens)
                ? Optional.empty()
                : Optional.of(new HoldBound(tier, inputTokens, (int) Math.min(affordable, outputTokens)));
    }
}
