package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.PublishedTiers;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierPointers;
import ai.tierup.domain.tier.TokenLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UpstreamBoundTest {

    private static Candidate candidate(String input, String output, int nativeRatioPermille) {
        return new Candidate(
                ProviderId.DEFAULT,
                "north/alpha",
                EnumSet.noneOf(Capability.class),
                32_768,
                TokenPrices.ofUsdPerMillion(input, output),
                new NativeRatio(nativeRatioPermille));
    }

    private static Tier tier(Candidate... candidates) {
        return new Tier(
                TierId.TIER_2,
                "balance",
                TokenPrices.ofUsdPerMillion("1.50", "7.50"),
                new ListPrices(TokenPrices.ofUsdPerMillion("3", "15"), null, List.of()),
                new TokenLimits(128_000, 4_096, 16_384),
                EnumSet.noneOf(Capability.class),
                List.of(candidates));
    }

    @Test
    void theMostExpensiveCandidateDecides() {
        var bound = UpstreamBound.of(
                new HoldBound(tier(candidate("1", "2", 1000), candidate("3", "15", 1000)), 1_000, 2_000));

        // Prices per million tokens: 1,000 × $3 + 2,000 × $15.
        assertThat(bound).isEqualTo(new Money(33_000_000));
    }

    @Test
    void inputIsBoundedByThePriceOfWritingToTheCacheIfThatIsHigher() {
        var cached = candidate("2", "10", 1000)
                .with(new PromptCache(
                        TokenPrice.ofUsdPerMillion("0.1"), TokenPrice.ofUsdPerMillion("2.50"), true, false));

        // 1,000 tokens at $2.50 per million, and 2,000 at $10.
        assertThat(UpstreamBound.of(new HoldBound(tier(cached), 1_000, 2_000))).isEqualTo(new Money(22_500_000));
    }

    @Test
    void inputAboveTheContextIsOurCost() {
        var bound = UpstreamBound.of(new HoldBound(tier(candidate("3", "15", 1000)), 1_000_000, 1));

        // A million tokens at $3 per million, although the customer pays for the context at most, and one at $15.
        assertThat(bound).isEqualTo(new Money(3_000_015_000L));
    }

    @Test
    void noRequestWithinItsBoundCostsMoreThanWasDrawn() {
        var random = new SplittableRandom(61);
        for (var round = 0; round < 20_000; round++) {
            var one = randomCandidate(random);
            var tier = tier(one, randomCandidate(random));
            var nativeInput = random.nextInt(round % 2 == 0 ? 40_000 : 4_000_000);
            var cap = 1 + random.nextInt(16_384);
            var bound = new HoldBound(tier, nativeInput / 4, nativeInput, cap);
            var upstream = UpstreamBound.of(bound);
            var input = random.nextInt(nativeInput + 1);
            var output = random.nextInt(one.nativeCap(cap) + 1);

            assertThat(upstream.covers(one.upstreamPrices().costOf(input, output)))
                    .isTrue();
        }
    }

    private static Candidate randomCandidate(SplittableRandom random) {
        return candidate(
                random.nextInt(600) / 100 + "." + random.nextInt(10),
                random.nextInt(3_000) / 100 + "." + random.nextInt(10),
                500 + random.nextInt(1_000));
    }

    @Test
    void theLargestBoundIsThatOfTheMostExpensiveTier() {
        // Tier-4: 200,000 × $10 and 32,768 × $50 per million, where 0.930 neutral tokens are a native one.
        assertThat(UpstreamBound.largest(TestTiers.mapping()))
                .isEqualTo(UpstreamBound.of(new HoldBound(TestTiers.mapping().tier(TierId.TIER_4), 200_000, 32_768)))
                .isBetween(Money.ofUsd("3.7"), Money.ofUsd("3.8"));
    }

    @Test
    void theLargestBoundOfAllVersionsIsThatOfTheMostExpensiveOne() {
        var live = TestTiers.mapping();
        var published = new PublishedTiers(TierPointers.first(live.version()), live, null);

        assertThat(UpstreamBound.largest(published)).isEqualTo(UpstreamBound.largest(live));
    }
}
