package ai.tierup.domain.tier;

import static ai.tierup.domain.tier.Capability.JSON_SCHEMA;
import static ai.tierup.domain.tier.Capability.REASONING_EFFORT;
import static ai.tierup.domain.tier.Capability.TOOLS;
import static ai.tierup.domain.tier.Capability.VISION;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Four tiers, each with two invented candidates of different factors. Repeated input costs 15 % of other input. */
public final class TestTiers {

    private static final Set<Capability> ALL = Set.of(TOOLS, JSON_SCHEMA, VISION, REASONING_EFFORT);

    private TestTiers() {}

    public static TierMapping mapping() {
        return mapping(1);
    }

    public static TierMapping mapping(int version) {
        Map<TierId, Tier> tiers = new EnumMap<>(TierId.class);
        tiers.put(
                TierId.TIER_1,
                tier(
                        TierId.TIER_1,
                        "speed",
                        prices("0", "0", "0"),
                        list("0.10", "0.40", "Gamma 1"),
                        new TokenLimits(128_000, 2_048, 8_192),
                        Set.of(TOOLS, JSON_SCHEMA),
                        1000));
        tiers.put(
                TierId.TIER_2,
                tier(
                        TierId.TIER_2,
                        "balance",
                        prices("1.50", "7.50", "0.225"),
                        list("3", "15", "Gamma 2", "Delta 2"),
                        new TokenLimits(128_000, 4_096, 16_384),
                        Set.of(TOOLS, JSON_SCHEMA, VISION),
                        1130));
        tiers.put(
                TierId.TIER_3,
                tier(
                        TierId.TIER_3,
                        "intelligence",
                        prices("2.50", "12.50", "0.375"),
                        list("5", "25", "Gamma 3"),
                        new TokenLimits(200_000, 4_096, 32_768),
                        Set.of(TOOLS, JSON_SCHEMA, VISION),
                        1070));
        tiers.put(
                TierId.TIER_4,
                tier(
                        TierId.TIER_4,
                        "reasoning",
                        prices("5", "25", "0.75"),
                        list("10", "50", "Gamma 4"),
                        new TokenLimits(200_000, 8_192, 32_768),
                        ALL,
                        930));
        return new TierMapping(version, Instant.parse("2026-11-24T00:00:00Z"), tiers);
    }

    private static Tier tier(
            TierId id,
            String className,
            TokenPrices prices,
            ListPrices listPrices,
            TokenLimits limits,
            Set<Capability> capabilities,
            int factor) {
        return new Tier(
                id,
                className,
                prices,
                listPrices,
                limits,
                capabilities,
                List.of(
                        new Candidate(
                                ProviderId.DEFAULT,
                                "north/alpha-" + id.digit(),
                                ALL,
                                64_000,
                                listPrices.prices(),
                                new NativeRatio(factor)),
                        new Candidate(
                                ProviderId.DEFAULT,
                                "south/beta-" + id.digit(),
                                ALL,
                                40_000,
                                listPrices.prices(),
                                new NativeRatio(factor + 120))));
    }

    private static TokenPrices prices(String input, String output, String repeatedInput) {
        return TokenPrices.ofUsdPerMillion(input, output).withRepeatedInput(TokenPrice.ofUsdPerMillion(repeatedInput));
    }

    private static ListPrices list(String input, String output, String... models) {
        return new ListPrices(
                TokenPrices.ofUsdPerMillion(input, output), LocalDate.parse("2026-11-20"), List.of(models));
    }

    /** The mapping with another tier of that number. */
    public static TierMapping with(TierMapping mapping, Tier tier) {
        var tiers = new EnumMap<>(mapping.tiers());
        tiers.put(tier.id(), tier);
        return new TierMapping(mapping.version(), mapping.publishedAt(), tiers);
    }

    public static Tier withCandidates(Tier tier, Candidate... candidates) {
        return new Tier(
                tier.id(),
                tier.className(),
                tier.prices(),
                tier.listPrices(),
                tier.limits(),
                tier.capabilities(),
                List.of(candidates));
    }

    /** The candidate with a context of so many native tokens. */
    public static Candidate withContext(Candidate candidate, int contextTokens) {
        return new Candidate(
                candidate.provider(),
                candidate.slug(),
                candidate.capabilities(),
                candidate.parameters(),
                new NativeLimits(candidate.maxOutputTokens(), contextTokens),
                candidate.pricing(),
                candidate.nativeRatio(),
                candidate.removedOn());
    }

    public static Candidate removedOn(Candidate candidate, LocalDate day) {
        return new Candidate(
                candidate.provider(),
                candidate.slug(),
                candidate.capabilities(),
                candidate.parameters(),
                candidate.maxOutputTokens(),
                candidate.upstreamPrices(),
                candidate.nativeRatio(),
                day);
    }
}
