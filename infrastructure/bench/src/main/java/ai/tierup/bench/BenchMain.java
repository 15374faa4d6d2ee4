package ai.tierup.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Entry point of {@code scripts/bench}. */
public final class BenchMain {

    private static final String TIER = "tier-2";
    private static final int WRONG_USAGE = 2;

    private BenchMain() {}

    /** Exits with 1 if the ledger does not add up, and with 2 if the command line is wrong. */
    public static void main(String[] arguments) throws IOException {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + BenchOptions.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        var figures = measure(options);
        System.out.println(Report.of(figures));
        if (options.json().isPresent()) {
            new ObjectMapper().writeValue(options.json().get().toFile(), figures);
        }
        System.exit(figures.ledgerAddsUp() ? 0 : 1);
    }

    private static Measurements measure(BenchOptions options) throws IOException {
        var home = Path.of(System.getProperty("tierup.home", "."));
        try (var provider = FakeProvider.start(options.providerPort());
                var gateway = Gateway.start(
                        home, Files.createTempDirectory("tierup-bench"), provider.baseUrl(), options.compilers());
                var meter = ProcessMeter.of(gateway.pid())) {
            var direct = new Target("direct", provider.baseUrl(), "bench", List.of("bench"), Map.of());
            var peers = options.peers().stream()
                    .map(peer -> peer.target(provider.baseUrl()))
                    .toList();
            var benchmark = new Benchmark(provider, direct, gateway.target(TIER), peers, meter, options);
            System.err.println("This takes about " + (benchmark.minimum().toMinutes() + 1) + " minutes.");
            benchmark.warmUp();
            var calls = benchmark.calls();
            var streams = benchmark.streams();
            var prompts = benchmark.prompts();
            return new Measurements(calls, streams, prompts, meter.memory(), gateway.audit(System.err));
        }
    }
}
