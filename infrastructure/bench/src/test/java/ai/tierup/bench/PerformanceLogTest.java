package ai.tierup.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.bench.Measurements.CallFigures;
import ai.tierup.bench.Measurements.Cost;
import ai.tierup.bench.Measurements.MostStreams;
import ai.tierup.bench.Measurements.ProcessFigures;
import ai.tierup.bench.Measurements.Quantiles;
import ai.tierup.bench.Measurements.StreamFigures;
import ai.tierup.bench.Measurements.UnitFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceLogTest {

    private static final RunConditions RUN =
            new RunConditions("abc1234", "2026-11-29T22:20:00Z", "a processor", 2, "25", 0.04);

    private static final Quantiles NONE = new Quantiles(0, 0, 0);

    private static Measurements figures() {
        return new Measurements(
                RUN,
                List.of(
                        new CallFigures("direct", 1, 48, 20, NONE, new Cost(null, null), 0),
                        new CallFigures("tierup", 1, 38, 20, new Quantiles(5, 6, 7), new Cost(3.0, 400.0), 0),
                        new CallFigures("direct", 64, 3000, 250, NONE, new Cost(null, null), 0),
                        new CallFigures("tierup", 64, 420, 250, new Quantiles(8, 9, 10), new Cost(1.5, 400.0), 0)),
                List.of(new StreamFigures("tierup", 1, 5, 5, new Quantiles(2, 3, 4), NONE, NONE)),
                List.of(new MostStreams("tierup", 800, false)),
                List.of(),
                List.of(new UnitFigures("a prompt of 1 KB", 1, 3.1, 0)),
                List.of(new ProcessFigures("tierup", new ProcessMeter.Memory(200 << 20, 210 << 20), true)));
    }

    @Test
    void aRunGetsARowAndASection(@TempDir Path folder) throws IOException {
        var file = folder.resolve("PERFORMANCE.md");
        Files.writeString(file, "| old |\n" + PerformanceLog.ROWS + "\n\n" + PerformanceLog.SECTIONS + "\n\n### old\n");

        PerformanceLog.add(file, figures(), "fewer hand-offs");

        assertThat(file)
                .content()
                .contains("| old |\n"
                        + "| abc1234 | 2026-11-29 | 5.00 / 7.00 | 420 | 1.50 |  |  | 2.00 / 4.00 | 3.10 + 0.00 | fewer hand-offs |\n"
                        + PerformanceLog.ROWS)
                .contains(PerformanceLog.SECTIONS + "\n\n### abc1234: fewer hand-offs\n")
                .contains("| tierup | 5.00 / 7.00 | 420 (0.14) | 1.50 | 2.00 / 4.00 | 800 | 210 |")
                .contains("| tierup | 64 | 420 (0.14) | 250 | 8.00 | 9.00 | 10.00 | 1.50 | 400 | 0 |")
                .contains("Most streams held: tierup 800.")
                .endsWith("| tierup | 200 | 210 | adds up |\n\n### old\n");
    }

    @Test
    void aFileWithoutTheTwoLinesIsLeftAlone(@TempDir Path folder) throws IOException {
        var file = folder.resolve("PERFORMANCE.md");
        Files.writeString(file, "| old |\n");
        assertThatThrownBy(() -> PerformanceLog.add(file, figures(), "x")).isInstanceOf(IOException.class);
        assertThat(file).hasContent("| old |\n");
    }

    @Test
    void theFileOfTheRepositoryHasBoth() {
        var file = Path.of(System.getProperty("tierup.home", "../..")).resolve("docs/PERFORMANCE.md");
        assertThat(file).content().contains(PerformanceLog.ROWS, PerformanceLog.SECTIONS);
    }
}
