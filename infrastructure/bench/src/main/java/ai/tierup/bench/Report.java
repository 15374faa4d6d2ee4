package ai.tierup.bench;

import ai.tierup.bench.Measurements.Quantiles;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the figures of a run as Markdown. {@code docs/PERFORMANCE.md} says what each column means. */
final class Report {

    private static final double BYTES_PER_MB = 1024.0 * 1024;

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    static String of(Measurements figures) {
        var report = new Report();
        report.conditions(figures.conditions());
        report.summary(figures);
        report.calls(figures);
        report.streams(figures);
        report.prompts(figures);
        report.units(figures);
        report.processes(figures);
        return report.text.toString();
    }

    private void conditions(RunConditions run) {
        line("%s, %d cores of %s, Java %s. Other programs kept %s cores busy. Times are in milliseconds."
                .formatted(run.date(), run.cores(), run.processor(), run.java(), shown(run.otherCores())));
    }

    private void summary(Measurements figures) {
        table(
                "target",
                "added p50 / p99, 1 connection",
                "calls/s, 64 connections",
                "CPU a call, 64 connections",
                "added to first token p50 / p99",
                "most streams",
                "resident MB");
        text.append(new Summary(figures).rows());
    }

    private void calls(Measurements figures) {
        table(
                "whole answers",
                "connections",
                "calls/s",
                "timed at calls/s",
                "added p50",
                "p95",
                "p99",
                "CPU a call",
                "allocated KB a call",
                "failed");
        for (var row : figures.calls()) {
            row(
                    row.target(),
                    row.connections(),
                    rounded(row.perSecond()) + new Summary(figures).share(row),
                    rounded(row.timedPerSecond()),
                    columns(row.added()),
                    shown(row.cost().cpuMillis()),
                    row.cost().allocatedKb() == null ? "" : rounded(row.cost().allocatedKb()),
                    row.failures());
        }
    }

    private void streams(Measurements figures) {
        table(
                "streams",
                "at a time",
                "whole",
                "added to first token p50",
                "p95",
                "p99",
                "added to gap p50",
                "p95",
                "p99",
                "gap p99");
        for (var row : figures.streams()) {
            row(
                    row.target(),
                    row.streams(),
                    row.whole() + " of " + row.asked(),
                    columns(row.addedFirstToken()),
                    columns(row.addedGap()),
                    shown(row.gap().p99()));
        }
        line("");
        line(figures.mostStreams().stream()
                .map(most -> most.target() + " " + most.streams() + (most.isLimitOfTheRun() ? " or more" : ""))
                .collect(Collectors.joining(", ", "Most streams held: ", ".")));
    }

    private void prompts(Measurements figures) {
        table("prompt, one connection", "KB", "added p50", "CPU a call");
        for (var row : figures.prompts()) {
            row(row.prompt(), row.bytes() / 1024, each(row.addedMillis()), shown(row.cpuMillis()));
        }
    }

    private static String each(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void units(Measurements figures) {
        if (!figures.units().isEmpty()) {
            table("prompt", "connections", "write units a call", "read units a call");
            figures.units()
                    .forEach(row -> row(row.prompt(), row.connections(), shown(row.writes()), shown(row.reads())));
        }
    }

    private void processes(Measurements figures) {
        table("process", "resident MB", "at most", "ledger");
        for (var row : figures.processes()) {
            row(
                    row.target(),
                    rounded(row.memory().residentBytes() / BYTES_PER_MB),
                    rounded(row.memory().peakBytes() / BYTES_PER_MB),
                    row.ledgerAddsUp() == null ? "" : row.ledgerAddsUp() ? "adds up" : "DOES NOT ADD UP");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void table(String... columns) {
        line("");
        row((Object[]) columns);
        text.append("|---".repeat(columns.length)).append("|\n");
    }

    private void row(Object... cells) {
        for (var cell : cells) {
            text.append("| ").append(cell).append(' ');
        }
        text.append("|\n");
    }

    private static String columns(Quantiles times) {
        return shown(times.p50()) + " | " + shown(times.p95()) + " | " + shown(times.p99());
    }

    static String shown(@Nullable Double figure) {
        return figure == null ? "" : String.format(Locale.ROOT, "%.2f", figure);
    }

    static String rounded(double figure) {
        return String.format(Locale.ROOT, "%.0f", figure);
    }
}
