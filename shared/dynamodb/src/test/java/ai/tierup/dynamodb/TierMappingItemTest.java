package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

class TierMappingItemTest {

    /** {@code TestTiers.mapping(1)} as it was written before candidates had providers. */
    private static EnhancedDocument withoutProviders() throws IOException {
        try (var in = TierMappingItemTest.class.getResourceAsStream("/tier-mapping-without-providers.json")) {
            return EnhancedDocument.fromJson(
                    new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
        }
    }

    @Test
    void aCandidateWithoutAProviderIsReadAsTheDefaultProviders() throws IOException {
        assertThat(TierMappingItem.read(withoutProviders())).isEqualTo(TestTiers.mapping(1));
    }

    @Test
    void theDefaultProviderIsNotWritten() throws IOException {
        assertThat(TierMappingItem.write(TestTiers.mapping(1), "TIERS", "V#1").toMap())
                .isEqualTo(withoutProviders().toMap());
    }

    @Test
    void anotherProviderIsKept() {
        assertKept(servedBy(new ProviderId("other"), null));
    }

    @Test
    void theParametersOfACandidateAreKept() {
        assertKept(servedBy(ProviderId.DEFAULT, EnumSet.allOf(OptionalParameter.class)));
        assertKept(servedBy(ProviderId.DEFAULT, Set.of()));
    }

    private static void assertKept(TierMapping mapping) {
        assertThat(TierMappingItem.read(TierMappingItem.write(mapping, "TIERS", "V#1")))
                .isEqualTo(mapping);
    }

    private static TierMapping servedBy(ProviderId provider, @Nullable Set<OptionalParameter> parameters) {
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : TestTiers.mapping(1).inOrder()) {
            var first = tier.candidates().getFirst();
            var atProvider = new Candidate(
                    provider,
                    first.slug(),
                    first.capabilities(),
                    parameters,
                    first.maxOutputTokens(),
                    first.upstreamPrices(),
                    first.factor());
            tiers.put(
                    tier.id(),
                    new Tier(
                            tier.id(),
                            tier.className(),
                            tier.prices(),
                            tier.listPrices(),
                            tier.limits(),
                            tier.capabilities(),
                            List.of(atProvider, first)));
        }
        return new TierMapping(1, TestTiers.mapping(1).publishedAt(), tiers);
    }
}
