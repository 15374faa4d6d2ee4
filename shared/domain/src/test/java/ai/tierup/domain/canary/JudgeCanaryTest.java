package ai.tierup.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.operator.InMemoryOperatorLog;
import ai.tierup.domain.operator.OperatorAct;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeCanaryTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final TierPointers WITH_CANARY = TierPointers.first(1).withCanary(new Canary(2, 5));
    private static final String WHY = "worse than version 1: failure in 8 of 10, live 1 of 100";

    private final InMemoryTierCatalogue catalogue = new InMemoryTierCatalogue();
    private final InMemoryCanaryCounters counters = new InMemoryCanaryCounters();
    private final InMemoryOperatorLog log = new InMemoryOperatorLog();
    private final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    private final List<String> alarms = new ArrayList<>();
    private final JudgeCanary judge = new JudgeCanary(
            catalogue,
            counters,
            log,
            new AuditTrail(auditLog, CLOCK, new Random(6)),
            (alarm, subject) -> alarms.add(alarm + " " + subject),
            CLOCK);

    @BeforeEach
    void startCanary() {
        catalogue.publish(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        catalogue.move(TierPointers.first(1), new TierMove(WITH_CANARY, "canary", "ada", NOON, "is it as good?"));
    }

    private void count(Arm arm, int good, int bad) {
        for (var request = 0; request < good + bad; request++) {
            var counts = ArmCounts.of(Map.of(Measure.FAILURE, request < good ? 0 : 1));
            counters.add(WITH_CANARY.revision(), CanaryCounts.of(arm, counts), NOON);
        }
    }

    @Test
    void aCanaryThatIsWorseIsRolledBackRecordedAndReported() {
        count(Arm.LIVE, 99, 1);
        count(Arm.CANARY, 2, 8);

        judge.judge();
        judge.judge();

        assertThat(catalogue.pointers()).contains(new TierPointers(3, 1, null, null));
        assertThat(catalogue.history().getFirst())
                .isEqualTo(new TierMove(new TierPointers(3, 1, null, null), "rollback", "canary watch", NOON, WHY));
        assertThat(log.acts())
                .containsExactly(new OperatorAct("rollback", "mapping 2 as canary", "canary watch", NOON, WHY));
        assertThat(auditLog.ofDay(LocalDate.parse("2026-11-24")))
                .extracting(event -> event.origin().actor().publicName() + " "
                        + event.action().publicName())
                .containsExactly("service tiers.rolled_back");
        assertThat(alarms).containsExactly("CANARY_ROLLED_BACK mapping 2 as canary, " + WHY);
    }

    @Test
    void aCanaryThatIsAsGoodStays() {
        count(Arm.LIVE, 99, 1);
        count(Arm.CANARY, 9, 1);

        judge.judge();

        assertThat(catalogue.pointers()).contains(WITH_CANARY);
        assertThat(judge.state().orElseThrow().counts().canary().requests()).isEqualTo(10);
        assertThat(alarms).isEmpty();
    }

    @Test
    void withoutARecordNothingIsRolledBack() {
        count(Arm.LIVE, 99, 1);
        count(Arm.CANARY, 2, 8);
        log.fail();

        assertThatIllegalStateException().isThrownBy(judge::judge);

        assertThat(catalogue.pointers()).contains(WITH_CANARY);
    }

    @Test
    void withoutACanaryThereIsNothingToJudge() {
        catalogue.move(WITH_CANARY, new TierMove(WITH_CANARY.promoted(2), "promote", "ada", NOON, "as good"));

        judge.judge();

        assertThat(judge.state()).isEmpty();
        assertThat(log.acts()).isEmpty();
    }
}
