package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.PublishedTiers;
import ai.tierup.domain.tier.TierMapping;

/**
 * The most that one attempt to answer a request can cost the platform, whichever candidate makes it. What customers pay is not deducted: of
 * an attempt that breaks off they may pay nothing, while we pay for all of it.
 */
public final class UpstreamBound {

    private UpstreamBound() {}

    static Money of(HoldBound bound) {
        return bound.tier().candidates().stream()
                .map(candidate ->
                        candidate.largestCost(bound.nativeInputTokens(), candidate.nativeCap(bound.outputTokens())))
                .reduce(Money.ZERO, UpstreamBound::larger);
    }

    /** The largest bound of all published versions. */
    public static Money largest(PublishedTiers tiers) {
        return tiers.all().stream().map(UpstreamBound::largest).reduce(Money.ZERO, UpstreamBound::larger);
    }

    /** The bound of a request that uses its tier's limits in full, on the most expensive tier. */
    public static Money largest(TierMapping mapping) {
        return mapping.inOrder().stream()
                .map(tier -> of(new HoldBound(
                        tier, tier.limits().contextTokens(), tier.limits().maxOutputTokens())))
                .reduce(Money.ZERO, UpstreamBound::larger);
    }

    private static Money larger(Money one, Money other) {
        return one.covers(other) ? one : other;
    }
}
