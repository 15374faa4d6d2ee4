package ai.tierup.operator.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.operator.MappingFile;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import ai.tierup.upstream.HttpUpstream;
import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.Provider;
import ai.tierup.upstream.UpstreamSettings;
import ai.tierup.upstream.openrouter.OpenRouterCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Evaluations for tier-2 with simulated models, the shipped criteria with one run in place of three, and the shipped tasks but those with code,
 * which need a process each.
 */
final class SimulatedEvaluation implements AutoCloseable {

    static final Path TIERS = Path.of(System.getProperty("tierup.home")).resolve("infrastructure/tiers");

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));

    final EvaluationFolder folder;
    final TierMapping mapping;
    final Upstream upstream;
    private final Path tasks;
    private final Path criteria;
    private final UpstreamSimulator simulator;
    private final HttpUpstream http;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    SimulatedEvaluation(Path temporary) throws IOException {
        folder = new EvaluationFolder(temporary.resolve("evaluations"));
        tasks = Files.createDirectory(temporary.resolve("tasks"));
        for (var name : List.of("arithmetic", "constraints", "extraction", "refusals", "schema", "tools")) {
            Files.copy(TIERS.resolve("tasks").resolve(name + ".json"), tasks.resolve(name + ".json"));
        }
        criteria = temporary.resolve("criteria.json");
        Files.writeString(
                criteria, Files.readString(TIERS.resolve("criteria.json")).replace("\"runs\": 3", "\"runs\": 1"));
        mapping = MappingFile.read(TIERS.resolve("mapping-2.json"));
        simulator = UpstreamSimulator.start(SimulatorSettings.immediate(CLOCK).withAnswers(tasks));
        var provider = new Provider(ProviderId.DEFAULT, simulator.baseUrl(), Protocols.OPENROUTER, null);
        http = new HttpUpstream(
                new UpstreamSettings(List.of(provider), Duration.ofSeconds(5)), id -> Optional.of("key"), CLOCK);
        upstream = http;
    }

    Evaluator evaluator() {
        return evaluator(upstream);
    }

    Evaluator evaluator(Upstream other) {
        return new Evaluator(
                new EvaluationFiles(criteria, List.of(tasks), TIERS.resolve("run_function.py"), folder),
                new OpenRouterCatalogue(simulator.baseUrl(), "key"),
                other,
                new TokenCounter((text, limit) -> text.length() / 4 + 1),
                CLOCK,
                new PrintStream(out, true, UTF_8));
    }

    Tier tier() {
        return mapping.tier(TierId.TIER_2);
    }

    Path tasks() {
        return tasks;
    }

    boolean begin(String usd, String... models) throws Exception {
        return evaluator().begin(mapping, tier(), Money.ofUsd(usd), List.of(models));
    }

    long calls() {
        return simulator.callCount();
    }

    String printed() {
        return out.toString(UTF_8);
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }
}
