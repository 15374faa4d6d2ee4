package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.operator.PublishTiers.Outcome;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierMapping;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishTiersTest {

    private static final TierMapping FIRST = TestTiers.mapping(1);
    private static final TierMapping SECOND = TestTiers.mapping(2);

    private final OperatorFixture service = new OperatorFixture();
    private final InMemoryTierCatalogue catalogue = new InMemoryTierCatalogue();
    private final PublishTiers publishTiers = new PublishTiers(service.acts, catalogue);

    @Test
    void anEarlierMappingIsPublishedAgain() {
        publishTiers.publish(ADA, "the first", FIRST);
        publishTiers.publish(ADA, "a better one", SECOND);

        var outcome = publishTiers.publish(ADA, "back", FIRST);

        assertThat(outcome).isEqualTo(new Outcome.Published(FIRST));
        assertThat(publishTiers.live()).isEqualTo(FIRST);
        assertThat(service.log.acts())
                .containsExactly(
                        OperatorFixture.act("publish", "mapping 1", "the first"),
                        OperatorFixture.act("publish", "mapping 2", "a better one"),
                        OperatorFixture.act("publish", "mapping 1", "back"));
    }

    @Test
    void anAlteredMappingUnderAnOldNumberIsNotPublished() {
        publishTiers.publish(ADA, "the first", FIRST);
        var altered = new TierMapping(1, FIRST.publishedAt().plus(Duration.ofDays(1)), FIRST.tiers());

        var outcome = publishTiers.publish(ADA, "altered", altered);

        assertThat(outcome).isEqualTo(new Outcome.NumberTaken(FIRST));
        assertThat(publishTiers.live()).isEqualTo(FIRST);
    }

    @Test
    void theFirstMappingIsPublishedAndRecordedOnce() {
        assertThat(publishTiers.publishFirst(ADA, FIRST)).isTrue();
        assertThat(publishTiers.publishFirst(ADA, SECOND)).isFalse();

        assertThat(publishTiers.live()).isEqualTo(FIRST);
        assertThat(service.log.acts())
                .containsExactly(OperatorFixture.act("seed", "mapping 1", "the first of its stage"));
    }

    @Test
    void withoutARecordNothingIsPublished() {
        publishTiers.publish(ADA, "the first", FIRST);
        service.log.fail();

        assertThatIllegalStateException().isThrownBy(() -> publishTiers.publish(ADA, "a better one", SECOND));

        assertThat(publishTiers.live()).isEqualTo(FIRST);
    }
}
