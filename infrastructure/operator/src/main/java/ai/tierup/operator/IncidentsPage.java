package ai.tierup.operator;

import ai.tierup.domain.status.Incident;
import ai.tierup.domain.status.IncidentUpdate;
import ai.tierup.operator.console.ActForm;
import ai.tierup.operator.console.Html;
import java.util.ArrayList;
import java.util.List;

/**
 * The console's page of the incidents that customers are told of.
 *
 * @param incidents those of the last 90 days, newest first
 */
record IncidentsPage(List<Incident> incidents) {

    Html html() {
        var html = new Html()
                .heading("Incidents")
                .paragraph("What the status page tells customers. Title and text are public; the reason"
                        + " is only recorded. The page shows a change within two minutes.")
                .acts(acts());
        if (incidents.isEmpty()) {
            html.paragraph("No incident was told of in the last 90 days.");
        }
        for (var incident : incidents) {
            html.subheading(incident.id() + " · " + incident.title())
                    .paragraph(state(incident))
                    .table(
                            List.of("at", "told"),
                            incident.updates().reversed().stream()
                                    .map(IncidentsPage::row)
                                    .toList());
        }
        return html;
    }

    private List<ActForm> acts() {
        var acts = new ArrayList<ActForm>();
        acts.add(ConsoleActs.openIncident());
        if (!incidents.isEmpty()) {
            acts.add(ConsoleActs.updateIncident(
                    incidents.stream().map(IncidentsPage::id).toList()));
        }
        var lasting = incidents.stream()
                .filter(incident -> incident.resolvedAt().isEmpty())
                .map(IncidentsPage::id)
                .toList();
        if (!lasting.isEmpty()) {
            acts.add(ConsoleActs.resolveIncident(lasting));
        }
        return acts;
    }

    private static String id(Incident incident) {
        return incident.id().toString();
    }

    private static String state(Incident incident) {
        return incident.resolvedAt()
                .map(at -> "Since " + Html.time(incident.openedAt()) + " UTC, over since " + Html.time(at) + " UTC.")
                .orElse("Since " + Html.time(incident.openedAt()) + " UTC. It is not over.");
    }

    private static List<Object> row(IncidentUpdate update) {
        return List.of(update.at(), update.text() + (update.resolves() ? " (It is over.)" : ""));
    }
}
