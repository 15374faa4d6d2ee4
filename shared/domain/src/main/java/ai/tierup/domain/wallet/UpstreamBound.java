package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierMapping;

/**
 * The upper bound on what a request can cost the platform, whichever candidate answers.
 *
 * @param cost amount that we pay upstream
 * @param subsidy part of it that a customer's cash does not cover
 */
public record UpstreamBound(Money cost, Money subsidy) {

    private static final long PERMILLE = 1000;
    private static final long PICO_PER_NANO = 1000;

    static UpstreamBound of(HoldBound bound) {
        var largest = bound.tier().largestFactor();
        var nativeInput = bound.inputTokens() * PERMILLE / largest.permille();
        var cost = Money.ZERO;
        var subsidy = Money.ZERO;
        for (var candidate : bound.tier().candidates()) {
            var nativeOutput = candidate.nativeCap(bound.outputTokens());
            cost = larger(cost, candidate.upstreamPrices().costOf(nativeInput, nativeOutput));
            subsidy = larger(subsidy, subsidy(bound, candidate, nativeInput, nativeOutput));
        }
        return new UpstreamBound(cost, subsidy);
    }

    /** The upstream cost of a request that uses its tier's limits in full, on the most expensive tier. */
    public static Money largest(TierMapping mapping) {
        return mapping.inOrder().stream()
                .map(tier -> of(new HoldBound(
                                tier,
                                tier.limits().contextTokens(),
                                tier.limits().maxOutputTokens()))
                        .cost())
                .reduce(Money.ZERO, UpstreamBound::larger);
    }

    Money in(Purse purse) {
        return switch (purse) {
            case CASH -> subsidy;
            case GRANT, FREE -> cost;
        };
    }

    /**
     * Adds the losses on input and output. A profit on one must not offset the loss on the other, because a request may have little of
     * the profitable one.
     */
    private static Money subsidy(HoldBound bound, Candidate candidate, long nativeInput, long nativeOutput) {
        var prices = bound.tier().prices();
        var ours = candidate.upstreamPrices();
        var milliPicoUsd = Math.addExact(
                loss(candidate, ours.input(), prices.input(), nativeInput),
                loss(candidate, ours.output(), prices.output(), nativeOutput));
        // The upstream bill is rounded up separately, which can add one nano-dollar.
        return milliPicoUsd == 0 ? Money.ZERO : new Money(Math.ceilDiv(milliPicoUsd, PERMILLE * PICO_PER_NANO) + 1);
    }

    private static long loss(Candidate candidate, TokenPrice ours, TokenPrice customers, long nativeTokens) {
        var perToken = ours.picoUsd() * PERMILLE
                - customers.picoUsd() * candidate.factor().permille();
        return Math.multiplyExact(Math.max(0, perToken), nativeTokens);
    }

    private static Money larger(Money one, Money other) {
        return one.covers(other) ? one : other;
    }
}
