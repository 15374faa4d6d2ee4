package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.assess.Remap;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.operator.PublishTiers.Outcome;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierPointers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishTiersTest {

    private static final TierMapping FIRST = TestTiers.mapping(1);
    private static final TierMapping SECOND = TestTiers.mapping(2);

    private final OperatorFixture service = new OperatorFixture();
    private final InMemoryTierCatalogue catalogue = new InMemoryTierCatalogue();
    private final MappingCheck check =
            new MappingCheck(Set.of(ProviderId.DEFAULT), new InMemoryPoolLedger(), service.clock);
    private final PublishTiers publishTiers = new PublishTiers(service.acts, catalogue, check, service.clock);

    @Test
    void aPublishedMappingIsStoredAndNoCustomerGetsItYet() {
        publishTiers.publishFirst(ADA, FIRST);

        assertThat(publishTiers.publish(ADA, "a better one", SECOND)).isEqualTo(new Outcome.Stored());

        assertThat(catalogue.version(2)).contains(SECOND);
        assertThat(catalogue.published().all()).containsExactly(FIRST);
        assertThat(service.log.acts())
                .containsExactly(
                        OperatorFixture.act("seed", "mapping 1", "the first of its stage"),
                        OperatorFixture.act("publish", "mapping 2", "a better one"));
    }

    @Test
    void anAlteredMappingUnderAnOldNumberIsNotStored() {
        publishTiers.publish(ADA, "the first", FIRST);
        var altered = new TierMapping(1, FIRST.publishedAt().plus(Duration.ofDays(1)), FIRST.tiers());

        assertThat(publishTiers.publish(ADA, "altered", altered)).isEqualTo(new Outcome.NumberTaken());
        assertThat(publishTiers.publish(ADA, "again", FIRST)).isEqualTo(new Outcome.Stored());

        assertThat(catalogue.version(1)).contains(FIRST);
    }

    @Test
    void theFirstMappingIsPublishedAndRecordedOnce() {
        assertThat(publishTiers.publishFirst(ADA, FIRST)).isEqualTo(new Outcome.Stored());
        assertThat(publishTiers.publishFirst(ADA, SECOND)).isEqualTo(new Outcome.AnotherIsLive());

        assertThat(catalogue.live()).isEqualTo(FIRST);
        assertThat(catalogue.pointers()).contains(TierPointers.first(1));
        assertThat(service.log.acts())
                .containsExactly(OperatorFixture.act("seed", "mapping 1", "the first of its stage"));
    }

    @Test
    void aMappingWithObjectionsIsNeitherStoredNorRecorded() {
        var tier = FIRST.tier(TierId.TIER_2);
        var lonely = TestTiers.with(
                FIRST, TestTiers.withCandidates(tier, tier.candidates().getFirst()));

        assertThat(publishTiers.publish(ADA, "lonely", lonely)).isInstanceOf(Outcome.Refused.class);
        assertThat(publishTiers.publishFirst(ADA, lonely)).isInstanceOf(Outcome.Refused.class);

        assertThat(catalogue.version(1)).isEmpty();
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void withoutARecordNothingIsStored() {
        service.log.fail();

        assertThatIllegalStateException().isThrownBy(() -> publishTiers.publish(ADA, "a better one", SECOND));

        assertThat(catalogue.version(2)).isEmpty();
    }

    private static Remap remap(String incumbent) {
        var candidate = FIRST.tier(TierId.TIER_2).candidates().getLast();
        return new Remap(TierId.TIER_2, incumbent, candidate);
    }

    @Test
    void aProposedChangeIsStoredUnderTheNextFreeNumber() {
        publishTiers.publishFirst(ADA, FIRST);
        publishTiers.publish(ADA, "another", SECOND);

        var proposed = publishTiers.publish(ADA, "it is better", remap("north/alpha-2"));

        var mapping = ((PublishTiers.Proposed.Stored) proposed).mapping();
        assertThat(mapping.version()).isEqualTo(3);
        assertThat(mapping.tier(TierId.TIER_2).candidates().getFirst().name()).isEqualTo("south/beta-2");
        assertThat(mapping.tier(TierId.TIER_3)).isEqualTo(FIRST.tier(TierId.TIER_3));
        assertThat(catalogue.version(3)).contains(mapping);
    }

    @Test
    void aChangeThatIsTheCanaryAlreadyIsNotStoredAgain() {
        publishTiers.publishFirst(ADA, FIRST);
        var first = (PublishTiers.Proposed.Stored) publishTiers.publish(ADA, "better", remap("north/alpha-2"));
        new MoveTiers(service.acts, catalogue, check, service.clock).canary(ADA, "better", new Canary(2, 5));

        assertThat(publishTiers.publish(ADA, "once more", remap("north/alpha-2")))
                .isEqualTo(first);
        assertThat(catalogue.version(3)).isEmpty();
    }

    @Test
    void aChangeThatWasComparedWithAnotherIncumbentIsRefused() {
        publishTiers.publishFirst(ADA, FIRST);

        var proposed = publishTiers.publish(ADA, "it is better", remap("north/gamma-2"));

        assertThat(((PublishTiers.Proposed.Refused) proposed).objections())
                .singleElement()
                .asString()
                .contains("no longer begins with north/gamma-2");
        assertThat(catalogue.version(2)).isEmpty();
    }
}
