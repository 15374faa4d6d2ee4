package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/** Contract of {@link TierCatalogue}. */
public abstract class TierCatalogueContract {

    /** A catalogue in which nothing was ever published. */
    protected abstract TierCatalogue catalogue();

    @Test
    void aPublishedMappingIsKeptCompletelyAndNeverReplaced() {
        var catalogue = catalogue();
        assertThatThrownBy(catalogue::live).isInstanceOf(IllegalStateException.class);

        catalogue.publish(TestTiers.mapping(1));
        assertThat(catalogue.live()).isEqualTo(TestTiers.mapping(1));

        catalogue.publish(TestTiers.mapping(2));
        assertThat(catalogue.live()).isEqualTo(TestTiers.mapping(2));

        var otherTiers = new EnumMap<>(TestTiers.mapping().tiers());
        otherTiers.put(TierId.TIER_1, withOtherClass(TestTiers.mapping().tier(TierId.TIER_1)));
        catalogue.publish(new TierMapping(1, TestTiers.mapping().publishedAt(), otherTiers));
        assertThat(catalogue.live()).isEqualTo(TestTiers.mapping(1));
    }

    @Test
    void publishFirstSucceedsOnlyIfNoMappingIsLive() {
        var catalogue = catalogue();

        assertThat(catalogue.publishFirst(TestTiers.mapping(1))).isTrue();
        assertThat(catalogue.publishFirst(TestTiers.mapping(2))).isFalse();

        assertThat(catalogue.live()).isEqualTo(TestTiers.mapping(1));
    }

    private static Tier withOtherClass(Tier tier) {
        return new Tier(
                tier.id(),
                "other",
                tier.prices(),
                tier.listPrices(),
                tier.limits(),
                tier.capabilities(),
                tier.candidates());
    }
}
