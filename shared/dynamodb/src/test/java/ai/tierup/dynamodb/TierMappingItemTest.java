package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeLimits;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

class TierMappingItemTest {

    /** {@link #ofTheFirstStages} as it was written before candidates had providers, and list prices a date. */
    private static EnhancedDocument stored() throws IOException {
        try (var in = TierMappingItemTest.class.getResourceAsStream("/tier-mapping-of-the-first-stages.json")) {
            return EnhancedDocument.fromJson(
                    new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
        }
    }

    /** {@code TestTiers.mapping(1)} without what early mappings could not say. */
    private static TierMapping ofTheFirstStages() {
        return changed(tier -> new Tier(
                tier.id(),
                tier.className(),
                new TokenPrices(tier.prices().input(), tier.prices().output()),
                new ListPrices(tier.listPrices().prices(), null, List.of()),
                tier.limits(),
                tier.capabilities(),
                tier.candidates()));
    }

    @Test
    void aMappingOfTheFirstStagesIsReadWithTheDefaultProviderAndNoDiscountForRepeatedInput() throws IOException {
        assertThat(TierMappingItem.read(stored())).isEqualTo(ofTheFirstStages());
    }

    @Test
    void whatAMappingDoesNotSayIsNotWrittenAndTheNativeRatioHasItsOwnName() throws IOException {
        var today = stored().toJson().replace("factorPermille", "nativeRatioPermille");

        assertThat(TierMappingItem.write(ofTheFirstStages(), "TIERS", "V#1").toMap())
                .isEqualTo(EnhancedDocument.fromJson(today).toMap());
    }

    @Test
    void thePriceOfRepeatedInputAndTheSourceOfTheListPricesAreKept() {
        assertKept(TestTiers.mapping(1));
    }

    @Test
    void anotherProviderIsKept() {
        assertKept(servedBy(new ProviderId("other"), TakenParameters.UNKNOWN));
    }

    @Test
    void theParametersOfACandidateAreKept() {
        assertKept(servedBy(ProviderId.DEFAULT, new TakenParameters(EnumSet.allOf(OptionalParameter.class), Set.of())));
        assertKept(servedBy(ProviderId.DEFAULT, new TakenParameters(Set.of(), EnumSet.allOf(ReasoningEffort.class))));
    }

    @Test
    void thePromptCacheOfACandidateIsKept() {
        assertKept(cachedBy(
                new PromptCache(TokenPrice.ofUsdPerMillion("0.1"), TokenPrice.ofUsdPerMillion("2.5"), true, false)));
        assertKept(cachedBy(
                new PromptCache(TokenPrice.ofUsdPerMillion("0.2"), TokenPrice.ofUsdPerMillion("2"), false, true)));
    }

    private static TierMapping cachedBy(PromptCache cache) {
        return changed(tier -> new Tier(
                tier.id(),
                tier.className(),
                tier.prices(),
                tier.listPrices(),
                tier.limits(),
                tier.capabilities(),
                List.of(
                        tier.candidates().getFirst().with(cache),
                        tier.candidates().getLast())));
    }

    private static void assertKept(TierMapping mapping) {
        assertThat(TierMappingItem.read(TierMappingItem.write(mapping, "TIERS", "V#1")))
                .isEqualTo(mapping);
    }

    private static TierMapping servedBy(ProviderId provider, TakenParameters parameters) {
        return changed(tier -> {
            var first = tier.candidates().getFirst();
            var atProvider = new Candidate(
                    provider,
                    first.slug(),
                    first.capabilities(),
                    parameters,
                    new NativeLimits(first.maxOutputTokens(), 150_000),
                    first.pricing(),
                    first.nativeRatio(),
                    LocalDate.parse("2027-03-01"));
            return new Tier(
                    tier.id(),
                    tier.className(),
                    tier.prices(),
                    tier.listPrices(),
                    tier.limits(),
                    tier.capabilities(),
                    List.of(atProvider, first));
        });
    }

    private static TierMapping changed(UnaryOperator<Tier> change) {
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : TestTiers.mapping(1).inOrder()) {
            tiers.put(tier.id(), change.apply(tier));
        }
        return new TierMapping(1, TestTiers.mapping(1).publishedAt(), tiers);
    }
}
