package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/** Contract of {@link TierCatalogue}. */
public abstract class TierCatalogueContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

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

        assertThat(catalogue.publishFirst(TestTiers.mapping(1), "ada", NOON)).isTrue();
        assertThat(catalogue.publishFirst(TestTiers.mapping(2), "ada", NOON)).isFalse();

        assertThat(catalogue.live()).isEqualTo(TestTiers.mapping(1));
    }

    @Test
    void aVersionIsStoredWithoutBeingPublished() {
        var catalogue = catalogue();
        catalogue.publish(TestTiers.mapping(1));

        assertThat(catalogue.store(TestTiers.mapping(2))).isEqualTo(TestTiers.mapping(2));

        assertThat(catalogue.version(2)).contains(TestTiers.mapping(2));
        assertThat(catalogue.version(3)).isEmpty();
        assertThat(catalogue.live()).isEqualTo(TestTiers.mapping(1));
    }

    @Test
    void aCanaryIsPublishedBesideTheLiveVersionAndEndsWhenItIsPromoted() {
        var catalogue = catalogue();
        catalogue.publish(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        var first = catalogue.pointers().orElseThrow();

        var withCanary = first.withCanary(new Canary(2, 5));
        assertThat(catalogue.move(first, move("canary", withCanary))).isTrue();
        assertThat(catalogue.published())
                .isEqualTo(new PublishedTiers(withCanary, TestTiers.mapping(1), TestTiers.mapping(2)));

        var promoted = withCanary.promoted(2);
        assertThat(catalogue.move(withCanary, move("promote", promoted))).isTrue();
        assertThat(catalogue.published()).isEqualTo(new PublishedTiers(promoted, TestTiers.mapping(2), null));
    }

    @Test
    void aStoppedCanaryIsGivenToNobodyUntilThePointersAreMoved() {
        var catalogue = catalogue();
        catalogue.publish(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        var first = catalogue.pointers().orElseThrow();
        var withCanary = first.withCanary(new Canary(2, 5));
        catalogue.move(first, move("canary", withCanary));

        catalogue.stopCanary(withCanary.revision());
        assertThat(catalogue.published().all()).containsExactly(TestTiers.mapping(1));
        assertThat(catalogue.pointers()).contains(withCanary);

        catalogue.move(withCanary, move("canary", withCanary.withCanary(new Canary(2, 50))));
        assertThat(catalogue.published().all()).hasSize(2);
    }

    @Test
    void aMoveFromPointersThatHaveMovedSinceChangesNothing() {
        var catalogue = catalogue();
        catalogue.publish(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        var seen = catalogue.pointers().orElseThrow();
        var moved = move("canary", seen.withCanary(new Canary(2, 5)));
        catalogue.move(seen, moved);

        assertThat(catalogue.move(seen, move("promote", seen.promoted(2)))).isFalse();
        assertThat(catalogue.move(null, move("seed", TierPointers.first(2)))).isFalse();

        assertThat(catalogue.pointers()).contains(moved.to());
        assertThat(catalogue.history()).hasSize(2).first().isEqualTo(moved);
    }

    @Test
    void theHistoryIsNewestFirstAndSaysWhoAndWhy() {
        var catalogue = catalogue();
        catalogue.publishFirst(TestTiers.mapping(1), "ada", NOON);
        catalogue.store(TestTiers.mapping(2));
        var moves = new ArrayList<TierMove>();
        for (var i = 0; i < 12; i++) {
            var seen = catalogue.pointers().orElseThrow();
            var move = move("promote", seen.promoted(seen.live() == 1 ? 2 : 1));
            assertThat(catalogue.move(seen, move)).isTrue();
            moves.addFirst(move);
        }
        moves.add(new TierMove(TierPointers.first(1), "seed", "ada", NOON, "the first of its stage"));

        assertThat(catalogue.history()).isEqualTo(moves);
    }

    private static TierMove move(String what, TierPointers to) {
        return new TierMove(to, what, "ada", NOON, "because of " + to.revision());
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
