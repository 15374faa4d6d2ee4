package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TierPointersTest {

    private static final TierPointers FIRST = TierPointers.first(1);

    @Test
    void aRollbackEndsTheCanaryFirstAndThenReturnsToThePreviousVersion() {
        var promotedThenCanary = FIRST.promoted(2).withCanary(new Canary(3, 5));

        var withoutCanary = promotedThenCanary.rolledBack();
        var back = withoutCanary.rolledBack();

        assertThat(withoutCanary).isEqualTo(new TierPointers(4, 2, 1, null));
        assertThat(back).isEqualTo(new TierPointers(5, 1, null, null));
        assertThat(back.canRollBack()).isFalse();
    }

    @Test
    void promotingTheLiveVersionAgainKeepsThePreviousOne() {
        assertThat(FIRST.promoted(2).promoted(2).previous()).isEqualTo(1);
    }

    @Test
    void publishedTiersAreThoseOfThePointers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PublishedTiers(FIRST, TestTiers.mapping(2), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishedTiers(FIRST, TestTiers.mapping(1), TestTiers.mapping(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishedTiers(FIRST.withCanary(new Canary(2, 5)), TestTiers.mapping(1), null));
    }

    @Test
    void anAccountGetsTheCanaryOrTheLiveVersion() {
        var canary = new Canary(2, 50);
        var published = new PublishedTiers(FIRST.withCanary(canary), TestTiers.mapping(1), TestTiers.mapping(2));

        for (var account : new String[] {"acme", "beta", "gamma", "delta", "epsilon"}) {
            assertThat(published.mappingOf(account).version()).isEqualTo(canary.includes(account) ? 2 : 1);
        }
        assertThat(published.all()).containsExactly(TestTiers.mapping(1), TestTiers.mapping(2));
    }
}
