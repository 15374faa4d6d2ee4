package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static ai.tierup.domain.operator.OperatorFixture.NOON;
import static ai.tierup.domain.operator.OperatorFixture.TODAY;
import static ai.tierup.domain.operator.OperatorFixture.act;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.operator.ReportIncident.Outcome;
import ai.tierup.domain.status.InMemoryIncidents;
import ai.tierup.domain.status.Incident;
import ai.tierup.domain.status.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportIncidentTest {

    private static final IncidentId FIRST = new IncidentId(TODAY, 1);

    private final OperatorFixture fixture = new OperatorFixture();
    private final InMemoryIncidents incidents = new InMemoryIncidents();
    private final ReportIncident report = new ReportIncident(fixture.acts, incidents, fixture.clock);

    private Incident open() {
        return report.open(ADA, "provider down", "tier-3 fails", "Half of the requests fail.");
    }

    @Test
    void anIncidentIsOpenedToldOfAndResolved() {
        open();
        report.update(ADA, "provider answered", FIRST, "A provider is down. We use others.");
        var outcome = report.resolve(ADA, "checked", FIRST, "All requests are answered.");

        assertThat(outcome).isInstanceOf(Outcome.Told.class);
        var told = report.list().getFirst();
        assertThat(told.id()).isEqualTo(FIRST);
        assertThat(told.openedAt()).isEqualTo(NOON);
        assertThat(told.resolvedAt()).contains(NOON);
        assertThat(told.updates()).hasSize(3);
        assertThat(fixture.log.acts())
                .containsExactly(
                        act("open-incident", "2026-11-24-1", "provider down"),
                        act("update-incident", "2026-11-24-1", "provider answered"),
                        act("resolve-incident", "2026-11-24-1", "checked"));
    }

    @Test
    void theSecondIncidentOfADayHasTheNextNumber() {
        open();

        assertThat(open().id()).isEqualTo(new IncidentId(TODAY, 2));
        assertThat(report.list()).hasSize(2);
    }

    @Test
    void whatIsOverIsNotResolvedAgainButMayBeExplained() {
        open();
        report.resolve(ADA, "checked", FIRST, "It is over.");

        assertThat(report.resolve(ADA, "again", FIRST, "It is over.")).isInstanceOf(Outcome.Resolved.class);
        assertThat(report.update(ADA, "cause found", FIRST, "This was the cause."))
                .isInstanceOf(Outcome.Told.class);
        assertThat(report.list().getFirst().resolvedAt()).isPresent();
        assertThat(report.update(ADA, "typo", new IncidentId(TODAY, 9), "Nothing."))
                .isInstanceOf(Outcome.NoIncident.class);
        assertThat(fixture.log.acts()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines"})
    void aTextThatCannotBeShownIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> report.open(ADA, "why", text, "Known."));
        assertThatIllegalArgumentException().isThrownBy(() -> report.open(ADA, "why", "Title", text));

        assertThat(report.list()).isEmpty();
        assertThat(fixture.log.acts()).isEmpty();
    }

    @Test
    void withoutARecordNothingIsTold() {
        fixture.log.fail();

        assertThatThrownBy(this::open).hasMessage("The log cannot be written");
        assertThat(report.list()).isEmpty();
    }

    @Test
    void theSlowerOfTwoOperatorsIsAskedToTryAgain() {
        var raced = new ReportIncident(
                fixture.acts,
                new InMemoryIncidents() {
                    @Override
                    public synchronized boolean put(Incident next) {
                        return false;
                    }
                },
                fixture.clock);

        assertThatIllegalStateException().isThrownBy(() -> raced.open(ADA, "why", "Title", "Known."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24", "2026-11-24-0", "2026-13-24-1", "2026-02-30-1", "2026-11-24-1 ", "1"})
    void whatIsNoIdIsNotRead(String text) {
        assertThat(IncidentId.parse(text)).isEmpty();
        assertThat(IncidentId.parse("2026-11-24-12")).contains(new IncidentId(TODAY, 12));
    }
}
