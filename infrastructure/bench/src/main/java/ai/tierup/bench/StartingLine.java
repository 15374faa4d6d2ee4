package ai.tierup.bench;

import ai.tierup.bench.Measurements.ProcessFigures;
import ai.tierup.bench.Measurements.UnitFigures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All processes that are measured, ready for their first call. */
final class StartingLine implements Closeable {

    private static final String TIER = "tier-2";

    private final FakeProvider provider;
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<Mode, Gateway> gateways = new LinkedHashMap<>();
    private final Deque<Closeable> open = new ArrayDeque<>();

    private StartingLine(FakeProvider provider) {
        this.provider = provider;
        open.push(provider);
    }

    /**
     * Starts the provider and our gateway in each mode. Peers run already.
     *
     * @throws IOException if one of them does not start; those that have started are stopped
     */
    static StartingLine start(Path home, BenchOptions options) throws IOException {
        var line = new StartingLine(FakeProvider.start(options.providerPort()));
        try {
            line.fill(home, options);
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    private void fill(Path home, BenchOptions options) throws IOException {
        var direct = new Target("direct", provider.baseUrl(), "bench", List.of("bench"), Map.of());
        contenders.add(new Contender(direct, Optional.empty(), true));
        for (var mode : options.modes()) {
            var gateway = mode.start(home, provider.baseUrl());
            open.push(gateway);
            gateways.put(mode, gateway);
            var meter = ProcessMeter.ofJvm(gateway.pid());
            open.push(meter);
            contenders.add(new Contender(gateway.target(TIER), Optional.of(meter), gateways.size() == 1));
        }
        for (var peer : options.peers()) {
            var meter = peer.pid().isPresent()
                    ? Optional.of(ProcessMeter.of(peer.pid().getAsLong()))
                    : Optional.<ProcessMeter>empty();
            contenders.add(new Contender(peer.target(provider.baseUrl()), meter, true));
        }
    }

    FakeProvider provider() {
        return provider;
    }

    List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    /** CPU time of the peers so far. */
    Duration peersCpu() throws IOException {
        var cpu = Duration.ZERO;
        for (var peer : contenders.subList(1 + gateways.size(), contenders.size())) {
            cpu = cpu.plus(peer.use().cpu());
        }
        return cpu;
    }

    /** Counts the units of the tables; empty without the gateway that has them in memory. */
    List<UnitFigures> units() throws IOException {
        return gateways.get(Mode.MEMORY) instanceof MemoryGateway memory
                ? new UnitCount(provider, memory, memory.target(TIER)).figures()
                : List.of();
    }

    /** The memory of all processes, and the audit of our gateways, with its report on the standard error output. */
    List<ProcessFigures> processes() throws IOException {
        var audits = new LinkedHashMap<String, Boolean>();
        for (var gateway : gateways.entrySet()) {
            audits.put(gateway.getKey().target(), gateway.getValue().audit(System.err));
        }
        var figures = new ArrayList<ProcessFigures>();
        for (var contender : contenders) {
            if (contender.meter().isPresent()) {
                var memory = contender.meter().get().memory();
                figures.add(new ProcessFigures(contender.name(), memory, audits.get(contender.name())));
            }
        }
        return figures;
    }

    @Override
    public void close() throws IOException {
        for (var one : open) {
            one.close();
        }
    }
}
