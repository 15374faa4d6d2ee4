package ai.tierup.domain.operator;

import ai.tierup.domain.status.Incident;
import ai.tierup.domain.status.IncidentId;
import ai.tierup.domain.status.IncidentUpdate;
import ai.tierup.domain.status.Incidents;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Tells customers of incidents, on the status page. */
public final class ReportIncident {

    private static final int LISTED_DAYS = 90;

    private final RecordedActs acts;
    private final Incidents incidents;
    private final InstantSource clock;

    public ReportIncident(RecordedActs acts, Incidents incidents, InstantSource clock) {
        this.acts = acts;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** The result of {@link #update} and {@link #resolve}. */
    public sealed interface Outcome {

        /** The update is published. */
        record Told(Incident incident) implements Outcome {}

        /** There is no such incident. */
        record NoIncident() implements Outcome {}

        /** The incident is over already. */
        record Resolved(Incident incident) implements Outcome {}
    }

    /** The incidents of the last 90 days, the newest first. */
    public List<Incident> list() {
        return incidents.since(today().minusDays(LISTED_DAYS - 1));
    }

    /**
     * Opens an incident.
     *
     * @param text what is known of it
     * @throws IllegalArgumentException when a text is blank or too long
     * @throws IllegalStateException when another incident was opened at the same time
     */
    public Incident open(Operator who, String why, String title, String text) {
        var numbers = incidents.since(today()).stream()
                .mapToInt(incident -> incident.id().number());
        var id = new IncidentId(today(), 1 + numbers.max().orElse(0));
        return put(who, why, "open-incident", new Incident(id, title, List.of(update(text, false))));
    }

    /**
     * Tells more of an incident, also afterwards.
     *
     * @throws IllegalArgumentException when a text is blank or too long
     * @throws IllegalStateException when another update was published at the same time
     */
    public Outcome update(Operator who, String why, IncidentId id, String text) {
        return incidents
                .find(id)
                .<Outcome>map(found -> told(who, why, "update-incident", found.with(update(text, false))))
                .orElseGet(Outcome.NoIncident::new);
    }

    /**
     * Tells that an incident is over.
     *
     * @throws IllegalArgumentException when a text is blank or too long
     * @throws IllegalStateException when another update was published at the same time
     */
    public Outcome resolve(Operator who, String why, IncidentId id, String text) {
        return incidents
                .find(id)
                .<Outcome>map(found -> found.resolvedAt().isPresent()
                        ? new Outcome.Resolved(found)
                        : told(who, why, "resolve-incident", found.with(update(text, true))))
                .orElseGet(Outcome.NoIncident::new);
    }

    private IncidentUpdate update(String text, boolean resolves) {
        return new IncidentUpdate(clock.instant(), text, resolves);
    }

    private Outcome told(Operator who, String why, String what, Incident next) {
        return new Outcome.Told(put(who, why, what, next));
    }

    private Incident put(Operator who, String why, String what, Incident next) {
        return acts.run(who, why, what, next.id().toString(), () -> {
            if (!incidents.put(next)) {
                throw new IllegalStateException("Somebody else has told something at the same time. Try again.");
            }
            return next;
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
