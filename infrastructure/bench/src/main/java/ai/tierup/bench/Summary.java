package ai.tierup.bench;

import ai.tierup.bench.Measurements.CallFigures;
import ai.tierup.bench.Measurements.Quantiles;
import java.util.Optional;
import java.util.function.Function;

/** The most important figures of a run, one row for each target, as a table that the README can show. */
record Summary(Measurements figures) {

    private static final int MANY = 64;
    private static final double BYTES_PER_MB = 1024.0 * 1024;

    /** The table without its head. */
    String rows() {
        var text = new StringBuilder();
        for (var one :
                figures.calls().stream().map(CallFigures::target).distinct().toList()) {
            text.append("| ").append(String.join(" | ", row(one))).append(" |\n");
        }
        return text.toString();
    }

    private String[] row(String target) {
        return new String[] {
            target,
            cell(calls(target, 1), row -> span(row.added())),
            cell(calls(target, MANY), row -> Report.rounded(row.perSecond()) + share(row)),
            cell(calls(target, MANY), row -> Report.shown(row.cost().cpuMillis())),
            cell(
                    figures.streams().stream()
                            .filter(row -> row.target().equals(target) && row.streams() == 1)
                            .findFirst(),
                    row -> span(row.addedFirstToken())),
            cell(
                    figures.mostStreams().stream()
                            .filter(row -> row.target().equals(target))
                            .findFirst(),
                    row -> row.streams() + (row.isLimitOfTheRun() ? " or more" : "")),
            cell(
                    figures.processes().stream()
                            .filter(row -> row.target().equals(target))
                            .findFirst(),
                    row -> Report.rounded(row.memory().peakBytes() / BYTES_PER_MB))
        };
    }

    /** The rate as a share of the provider's own, which is the first with each number of connections; nothing for the provider. */
    String share(CallFigures row) {
        return figures.calls().stream()
                .filter(other -> other.connections() == row.connections())
                .findFirst()
                .filter(direct -> !direct.target().equals(row.target()))
                .map(direct -> " (" + Report.shown(row.perSecond() / direct.perSecond()) + ")")
                .orElse("");
    }

    private Optional<CallFigures> calls(String target, int connections) {
        return figures.calls().stream()
                .filter(row -> row.target().equals(target) && row.connections() == connections)
                .findFirst();
    }

    private static <T> String cell(Optional<T> row, Function<T, String> figure) {
        return row.map(figure).orElse("");
    }

    private static String span(Quantiles times) {
        return Report.shown(times.p50()) + " / " + Report.shown(times.p99());
    }
}
