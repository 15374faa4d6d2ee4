package ai.tierup.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;

/** Entry point of {@code scripts/bench}. */
public final class BenchMain {

    private static final int WRONG_USAGE = 2;

    private BenchMain() {}

    /** Exits with 1 if a ledger does not add up, and with 2 if the command line is wrong. */
    public static void main(String[] arguments) throws IOException {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + BenchOptions.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        var home = Path.of(System.getProperty("tierup.home", "."));
        Measurements figures;
        try (var line = StartingLine.start(home, options)) {
            figures = measure(home, line, options);
        }
        System.out.println(Report.of(figures));
        if (options.json().isPresent()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(options.json().get().toFile(), figures);
        }
        if (options.note().isPresent()) {
            PerformanceLog.add(
                    home.resolve("docs/PERFORMANCE.md"), figures, options.note().get());
        }
        System.exit(figures.ledgersAddUp() ? 0 : 1);
    }

    private static Measurements measure(Path home, StartingLine line, BenchOptions options) throws IOException {
        var benchmark = new Benchmark(line.provider(), line.contenders(), options);
        System.err.println("This takes at least " + (benchmark.minimum().toMinutes() + 2) + " minutes.");
        var watch = RunConditions.watch();
        var peersBefore = line.peersCpu();
        benchmark.warmUp();
        var calls = benchmark.calls();
        var streams = benchmark.streams();
        var mostStreams = benchmark.mostStreams(streams);
        var prompts = benchmark.prompts();
        var units = line.units();
        var conditions = watch.end(home, line.peersCpu().minus(peersBefore));
        return new Measurements(conditions, calls, streams, mostStreams, prompts, units, line.processes());
    }
}
