package ai.tierup.bench;

import ai.tierup.bench.Measurements.Quantiles;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the figures of a run as Markdown. */
final class Report {

    private static final double BYTES_PER_MB = 1024.0 * 1024;

    private Report() {}

    static String of(Measurements figures) {
        var text = new StringBuilder();
        text.append(
                "Whole answers: the provider answers after 20 ms. Added times are milliseconds at 60 % of the slowest"
                        + " target's rate.\n\n");
        text.append("| target | connections | calls/s | added p50 | p95 | p99 | CPU ms a call | allocated KB a call |"
                + " failed |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        for (var row : figures.calls()) {
            text.append("| %s | %d | %.0f | %s | %s | %s | %d |%n"
                    .formatted(
                            row.target(),
                            row.connections(),
                            row.perSecond(),
                            columns(row.added()),
                            shown(row.cpuMillis()),
                            shown(row.allocatedKb()),
                            row.failures()));
        }
        text.append("\nStreams of 64 tokens, one every 20 ms.\n\n");
        text.append("| target | streams | whole | added to first token p50 | p95 | p99 | gap p50 | p95 | p99 |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        for (var row : figures.streams()) {
            text.append("| %s | %d | %d of %d | %s | %s |%n"
                    .formatted(
                            row.target(),
                            row.streams(),
                            row.whole(),
                            row.asked(),
                            columns(row.addedFirstToken()),
                            columns(row.gaps())));
        }
        text.append("\nOther prompts, one connection.\n\n| prompt | added p50 | CPU ms a call |\n|---|---|---|\n");
        for (var row : figures.prompts()) {
            var added = row.addedMillis().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
                    .collect(Collectors.joining(", "));
            text.append("| %s | %s | %s |%n".formatted(row.prompt(), added, shown(row.cpuMillis())));
        }
        text.append("%nMemory of the gateway: %.0f MB, at most %.0f MB. The ledger %s.%n"
                .formatted(
                        figures.memory().residentBytes() / BYTES_PER_MB,
                        figures.memory().peakBytes() / BYTES_PER_MB,
                        figures.ledgerAddsUp() ? "adds up" : "DOES NOT ADD UP"));
        return text.toString();
    }

    private static String columns(Quantiles times) {
        return shown(times.p50()) + " | " + shown(times.p95()) + " | " + shown(times.p99());
    }

    private static String shown(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
