package ai.tierup.domain.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract of {@link Incidents}. */
public abstract class IncidentsContract {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");

    /** A store without incidents. */
    protected abstract Incidents incidents();

    private static Incident incident(LocalDate day, int number) {
        var opened = new IncidentUpdate(NOON, "Half of the requests to tier-3 fail.", false);
        return new Incident(new IncidentId(day, number), "tier-3 fails", List.of(opened));
    }

    private static IncidentUpdate update(String text) {
        return new IncidentUpdate(NOON.plusSeconds(60), text, true);
    }

    @Test
    void anIncidentIsFoundWithAllThatWasTold() {
        var incidents = incidents();
        var opened = incident(TODAY, 1);
        var resolved = opened.with(update("It is over."));

        assertThat(incidents.find(opened.id())).isEmpty();
        assertThat(incidents.put(opened)).isTrue();
        assertThat(incidents.find(opened.id())).contains(opened);
        assertThat(incidents.put(resolved)).isTrue();
        assertThat(incidents.find(opened.id())).contains(resolved);
    }

    @Test
    void theSlowerOfTwoUpdatesIsRefused() {
        var incidents = incidents();
        var opened = incident(TODAY, 1);
        incidents.put(opened);
        incidents.put(opened.with(update("The first.")));

        assertThat(incidents.put(opened.with(update("The second.")))).isFalse();
        assertThat(incidents.put(incident(TODAY, 1))).isFalse();
        assertThat(incidents.put(incident(TODAY, 2).with(update("It was never opened."))))
                .isFalse();
        assertThat(incidents.since(TODAY)).containsExactly(opened.with(update("The first.")));
    }

    @Test
    void theNewestComeFirst() {
        var incidents = incidents();
        for (var number = 1; number <= 11; number++) {
            incidents.put(incident(TODAY, number));
        }
        incidents.put(incident(TODAY.minusDays(1), 1));
        incidents.put(incident(TODAY.plusDays(1), 1));

        var found = incidents.since(TODAY).stream().map(Incident::id).toList();

        assertThat(found).hasSize(12).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
}
