package ai.tierup.bench;

import ai.tierup.bench.Measurements.CallFigures;
import ai.tierup.bench.Measurements.Quantiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The figures of each commit in {@code docs/PERFORMANCE.md}: a row of the most important ones in a table, and all of them in a section of their own.
 */
final class PerformanceLog {

    /** The line before which the next row belongs. The newest is the last. */
    static final String ROWS = "<!-- scripts/bench --record adds a row above this line. -->";

    /** The line after which the next section belongs. The newest is the first. */
    static final String SECTIONS = "<!-- scripts/bench --record adds a section below this line. -->";

    private static final int DATE_CHARACTERS = 10;

    /** The connections at which a rate and a cost are shown in the table. */
    private static final int MANY = 64;

    private PerformanceLog() {}

    /** @throws IOException if the file has not both lines */
    static void add(Path file, Measurements figures, String note) throws IOException {
        var text = Files.readString(file);
        if (!text.contains(ROWS) || !text.contains(SECTIONS)) {
            throw new IOException(file + " needs these lines:\n" + ROWS + "\n" + SECTIONS);
        }
        var run = figures.conditions();
        var section = "### " + run.commit() + ": " + note + "\n\n"
                + Report.of(figures).strip();
        Files.writeString(
                file,
                text.replace(ROWS, row(figures, note) + "\n" + ROWS).replace(SECTIONS, SECTIONS + "\n\n" + section));
    }

    private static String row(Measurements figures, String note) {
        var run = figures.conditions();
        return "| "
                + String.join(
                        " | ",
                        run.commit(),
                        run.date().substring(0, DATE_CHARACTERS),
                        first(calls(figures, Mode.FULL, 1), row -> span(row.added())),
                        first(calls(figures, Mode.FULL, MANY), row -> Report.rounded(row.perSecond())),
                        first(calls(figures, Mode.FULL, MANY), PerformanceLog::cpu),
                        first(calls(figures, Mode.QUICK, MANY), PerformanceLog::cpu),
                        first(
                                calls(figures, Mode.MEMORY, 1),
                                row -> Report.shown(row.added().p50())),
                        first(
                                figures.streams().stream()
                                        .filter(row -> row.target().equals(Mode.FULL.target()) && row.streams() == 1),
                                row -> span(row.addedFirstToken())),
                        first(
                                figures.units().stream(),
                                row -> Report.shown(row.writes()) + " + " + Report.shown(row.reads())),
                        note)
                + " |";
    }

    private static Stream<CallFigures> calls(Measurements figures, Mode mode, int connections) {
        return figures.calls().stream()
                .filter(row -> row.target().equals(mode.target()) && row.connections() == connections);
    }

    private static <T> String first(Stream<T> rows, Function<T, String> cell) {
        return rows.findFirst().map(cell).orElse("");
    }

    private static String span(Quantiles times) {
        return Report.shown(times.p50()) + " / " + Report.shown(times.p99());
    }

    private static String cpu(CallFigures row) {
        return Report.shown(row.cost().cpuMillis());
    }
}
