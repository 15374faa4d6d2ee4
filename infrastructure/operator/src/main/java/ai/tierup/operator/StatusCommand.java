package ai.tierup.operator;

import ai.tierup.domain.operator.ReportIncident;
import ai.tierup.domain.operator.ReportIncident.Outcome;
import ai.tierup.domain.status.Incident;
import ai.tierup.domain.status.IncidentId;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Tells customers of incidents on the status page, and lists those of the last 90 days. */
final class StatusCommand implements OperatorCommand {

    private static final int MAX_ARGUMENTS = 4;

    @Override
    public String usage() {
        return "scripts/status | scripts/status open TITLE TEXT WHY | update ID TEXT WHY | resolve ID TEXT WHY"
                + "   (TITLE and TEXT are public, WHY is not)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        if (arguments.isEmpty()) {
            return true;
        }
        return arguments.size() == MAX_ARGUMENTS
                && switch (arguments.getFirst()) {
                    case "open" -> true;
                    case "update", "resolve" ->
                        IncidentId.parse(arguments.get(1)).isPresent();
                    default -> false;
                };
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var report = new UseCases(service).reportIncident();
        try {
            return run(report, arguments, out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE_ERROR;
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
            return FAILED;
        }
    }

    private static int run(ReportIncident report, List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            var incidents = report.list();
            if (incidents.isEmpty()) {
                out.println("No incident was told of in the last 90 days.");
            }
            incidents.forEach(incident -> print(incident, out));
            return OK;
        }
        var who = Arguments.operator();
        var why = arguments.get(3);
        if (arguments.getFirst().equals("open")) {
            return published(report.open(who, why, arguments.get(1), arguments.get(2)), out);
        }
        var id = IncidentId.parse(arguments.get(1)).orElseThrow();
        var text = arguments.get(2);
        var outcome = arguments.getFirst().equals("update")
                ? report.update(who, why, id, text)
                : report.resolve(who, why, id, text);
        return switch (outcome) {
            case Outcome.Told(var incident) -> published(incident, out);
            case Outcome.NoIncident() -> {
                out.println("There is no incident " + id + ". scripts/status lists them.");
                yield FAILED;
            }
            case Outcome.Resolved(var incident) -> {
                out.println("Nothing was published: this incident is over. scripts/status update still adds to it.");
                print(incident, out);
                yield FAILED;
            }
        };
    }

    private static int published(Incident incident, PrintStream out) {
        print(incident, out);
        out.println("The status page shows it within two minutes.");
        return OK;
    }

    private static void print(Incident incident, PrintStream out) {
        out.println(incident.id() + "  " + (incident.resolvedAt().isPresent() ? "resolved" : "OPEN") + "  "
                + incident.title());
        incident.updates().forEach(update -> out.println("  " + update.at() + "  " + update.text()));
    }
}
