package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static ai.tierup.domain.operator.OperatorFixture.NOON;
import static ai.tierup.domain.operator.OperatorFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.operator.MoveTiers.Outcome.Moved;
import ai.tierup.domain.operator.MoveTiers.Outcome.Refused;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveTiersTest {

    private static final TierMapping FIRST = TestTiers.mapping(1);
    private static final TierMapping SECOND = TestTiers.mapping(2);
    private static final Canary CANARY = new Canary(2, 5);

    private final OperatorFixture service = new OperatorFixture();
    private final InMemoryTierCatalogue catalogue = new InMemoryTierCatalogue();
    private final MoveTiers moveTiers = new MoveTiers(
            service.acts,
            catalogue,
            new MappingCheck(Set.of(ProviderId.DEFAULT), new InMemoryPoolLedger(), service.clock),
            service.clock);

    @BeforeEach
    void publish() {
        catalogue.publishFirst(FIRST, "ada", NOON);
        catalogue.store(SECOND);
    }

    @Test
    void aCanaryIsWidenedAndPromotedAndRolledBackAndEachMoveIsRecorded() {
        assertThat(moveTiers.canary(ADA, "cheaper", CANARY)).isInstanceOf(Moved.class);
        assertThat(moveTiers.canary(ADA, "going well", new Canary(2, 50))).isInstanceOf(Moved.class);
        assertThat(moveTiers.promote(ADA, "as good", 2)).isEqualTo(new Moved(new TierPointers(4, 2, 1, null)));
        assertThat(moveTiers.rollBack(ADA, "slow")).isEqualTo(new Moved(new TierPointers(5, 1, null, null)));

        assertThat(moveTiers.history().reversed())
                .extracting(TierMove::what)
                .containsExactly("seed", "canary", "canary", "promote", "rollback");
        assertThat(service.log.acts())
                .containsExactly(
                        OperatorFixture.act("canary", "mapping 2 for 5 %", "cheaper"),
                        OperatorFixture.act("canary", "mapping 2 for 50 %", "going well"),
                        OperatorFixture.act("promote", "mapping 2", "as good"),
                        OperatorFixture.act("rollback", "mapping 1", "slow"));
        assertThat(service.auditLog.ofDay(TODAY))
                .extracting(event -> event.action().publicName() + " " + event.target())
                .containsExactlyInAnyOrder(
                        "tiers.canary_started mapping 2 for 5 %",
                        "tiers.canary_started mapping 2 for 50 %",
                        "tiers.promoted mapping 2",
                        "tiers.rolled_back mapping 1");
    }

    @Test
    void aRollbackOfACanaryLeavesTheLiveVersion() {
        moveTiers.canary(ADA, "cheaper", CANARY);

        assertThat(moveTiers.rollBack(ADA, "slow")).isEqualTo(new Moved(new TierPointers(3, 1, null, null)));
        assertThat(refusal(moveTiers.rollBack(ADA, "again"))).contains("no earlier version to go back to");
    }

    @Test
    void whatCannotBeMovedIsRefusedAndNotRecorded() {
        assertThat(refusal(moveTiers.promote(ADA, "why", 7))).contains("There is no version 7");
        assertThat(refusal(moveTiers.canary(ADA, "why", new Canary(7, 5)))).contains("There is no version 7");
        assertThat(refusal(moveTiers.promote(ADA, "why", 1))).contains("Version 1 is live already");
        assertThat(refusal(moveTiers.canary(ADA, "why", new Canary(1, 5)))).contains("Version 1 is live already");
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void whileThereIsACanaryNoOtherVersionIsMoved() {
        catalogue.store(TestTiers.mapping(3));
        moveTiers.canary(ADA, "cheaper", CANARY);

        assertThat(refusal(moveTiers.promote(ADA, "why", 3))).contains("Version 2 is a canary for 5 %");
        assertThat(refusal(moveTiers.canary(ADA, "why", new Canary(3, 5)))).contains("Version 2 is a canary for 5 %");
    }

    @Test
    void aCanaryWithOtherPricesIsRefusedAndCanBePromoted() {
        var tier = SECOND.tier(TierId.TIER_3);
        var dearer = new Tier(
                tier.id(),
                tier.className(),
                TokenPrices.ofUsdPerMillion("3", "15"),
                tier.listPrices(),
                tier.limits(),
                tier.capabilities(),
                tier.candidates());
        var third = TestTiers.with(TestTiers.mapping(3), dearer);
        catalogue.store(third);

        assertThat(refusal(moveTiers.canary(ADA, "why", new Canary(3, 5))))
                .startsWith("tier-3: version 3 and the live version 1 differ in prices");
        assertThat(moveTiers.promote(ADA, "why", 3)).isInstanceOf(Moved.class);
    }

    @Test
    void aVersionThatHasObjectionsByNowIsRefused() {
        var tier = SECOND.tier(TierId.TIER_2);
        var ending = TestTiers.withCandidates(
                tier,
                TestTiers.removedOn(tier.candidates().getFirst(), TODAY.plusDays(3)),
                tier.candidates().getLast());
        catalogue.store(TestTiers.with(TestTiers.mapping(3), ending));

        assertThat(refusal(moveTiers.promote(ADA, "why", 3))).contains("is removed by its provider on 2026-11-27");
        assertThat(refusal(moveTiers.canary(ADA, "why", new Canary(3, 5)))).contains("is removed by its provider");
    }

    @Test
    void ofTwoMovesAtOnceOneIsMade() {
        var raced = new MoveTiers(
                service.acts,
                new RacedCatalogue(catalogue),
                new MappingCheck(Set.of(ProviderId.DEFAULT), new InMemoryPoolLedger(), service.clock),
                service.clock);

        assertThat(refusal(raced.promote(ADA, "why", 2))).contains("Somebody else has moved the tiers");
        assertThat(catalogue.pointers().orElseThrow().canary()).isEqualTo(CANARY);
    }

    @Test
    void beforeAnythingIsPublishedNothingCanBeMoved() {
        var empty = new MoveTiers(
                service.acts,
                new InMemoryTierCatalogue(),
                new MappingCheck(Set.of(ProviderId.DEFAULT), new InMemoryPoolLedger(), service.clock),
                service.clock);

        assertThatIllegalStateException()
                .isThrownBy(() -> empty.rollBack(ADA, "why"))
                .withMessage("No tier mapping has been published");
    }

    private static String refusal(MoveTiers.Outcome outcome) {
        return ((Refused) outcome).objections().getFirst();
    }
}
