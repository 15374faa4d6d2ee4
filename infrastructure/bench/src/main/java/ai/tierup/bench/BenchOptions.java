package ai.tierup.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the benchmark is to measure.
 *
 * @param block how long each load lasts
 * @param rounds how often each load is repeated, interleaved with the same load on the other targets
 * @param warmUp how long each target works before anything is measured, as often as that makes its next calls cheaper
 * @param modes of our gateway; the first one is compared with the provider and the peers under every load
 * @param providerPort the fake provider's port, which other gateways have to know; 0 for a free one
 * @param peers other gateways
 * @param json where the figures are also written
 * @param note what to say about the commit in {@code docs/PERFORMANCE.md}; empty to leave that file alone
 */
record BenchOptions(
        Duration block,
        int rounds,
        Duration warmUp,
        List<Mode> modes,
        int providerPort,
        List<Peer> peers,
        Optional<Path> json,
        Optional<String> note) {

    static final String USAGE = """
        scripts/bench measures what the gateway adds to a call. Options:
          --seconds N            how long each load lasts (2)
          --rounds N             how often each load is repeated (3)
          --warm-up N            seconds for which each target works before anything is measured, as often as that makes
                                 its next calls cheaper (8)
          --modes LIST           how to run the gateway (full,quick,memory); the first one gets every load
                                 full: both compilers, as scripts/start runs it; quick: the quick compiler alone, as Lambda
                                 starts it; memory: both compilers and tables in memory, and the units of the tables
          --peer NAME=URL        another gateway to measure in the same run; its provider must be this one, see --provider-port
          --header NAME:VALUE    a header for calls to the peer before it; {provider} stands for the provider's base URL
          --model NAME           the model to ask the peer before it for (bench)
          --pid N                the process of the peer before it, to measure its CPU time and memory, its children included
          --provider-port N      the port of the fake provider (a free one)
          --json FILE            also writes the figures to FILE
          --record NOTE          also adds the figures to docs/PERFORMANCE.md, with the commit and this note\
        """;

    /**
     * A gateway that was started by hand.
     *
     * @param headers headers of its calls
     */
    record Peer(String name, URI baseUrl, String model, Map<String, String> headers, OptionalLong pid) {

        Peer withModel(String other) {
            return new Peer(name, baseUrl, other, headers, pid);
        }

        Peer withPid(long process) {
            return new Peer(name, baseUrl, model, headers, OptionalLong.of(process));
        }

        Peer withHeader(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Peer(name, baseUrl, model, more, pid);
        }

        Target target(URI provider) {
            var filled = new LinkedHashMap<String, String>();
            headers.forEach((header, value) -> filled.put(header, value.replace("{provider}", provider.toString())));
            return new Target(name, baseUrl, model, List.of("bench"), filled);
        }
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for the user if it is wrong
     */
    static BenchOptions parse(String... arguments) {
        var read = new Reader();
        for (var index = 0; index < arguments.length; index += 2) {
            if (index + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        arguments[index].equals("--help") ? "" : arguments[index] + " needs a value");
            }
            read.option(arguments[index], arguments[index + 1]);
        }
        return read.result();
    }

    private static final class Reader {

        private int seconds = 2;
        private int rounds = 3;
        private int warmUpSeconds = 8;
        private int providerPort;
        private List<Mode> modes = List.of(Mode.values());
        private Optional<Path> json = Optional.empty();
        private Optional<String> note = Optional.empty();
        private final List<Peer> peers = new ArrayList<>();

        void option(String name, String value) {
            switch (name) {
                case "--seconds" -> seconds = number(name, value, 1);
                case "--rounds" -> rounds = number(name, value, 1);
                case "--warm-up" -> warmUpSeconds = number(name, value, 0);
                case "--provider-port" -> providerPort = number(name, value, 0);
                case "--json" -> json = Optional.of(Path.of(value));
                case "--record" -> note = Optional.of(value);
                case "--modes" -> modes = modes(value);
                case "--peer" -> {
                    var pair = pair(name, value, "=");
                    peers.add(new Peer(pair[0], URI.create(pair[1]), "bench", Map.of(), OptionalLong.empty()));
                }
                case "--header" -> {
                    var pair = pair(name, value, ":");
                    peers.add(lastPeer(name).withHeader(pair[0], pair[1].strip()));
                }
                case "--model" -> peers.add(lastPeer(name).withModel(value));
                case "--pid" -> peers.add(lastPeer(name).withPid(number(name, value, 1)));
                default -> throw new IllegalArgumentException("There is no option " + name);
            }
        }

        private static List<Mode> modes(String value) {
            var named = new LinkedHashSet<Mode>();
            for (var name : value.split(",", -1)) {
                named.add(Mode.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("--modes names full, quick and memory")));
            }
            return List.copyOf(named);
        }

        private Peer lastPeer(String option) {
            if (peers.isEmpty()) {
                throw new IllegalArgumentException(option + " comes after the --peer that it belongs to");
            }
            return peers.removeLast();
        }

        private static String[] pair(String option, String value, String separator) {
            var pair = value.split(separator, 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException(option + " needs NAME" + separator + "VALUE");
            }
            return pair;
        }

        private static int number(String option, String value, int min) {
            try {
                var number = Integer.parseInt(value);
                if (number >= min) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + " needs a whole number", e);
            }
            throw new IllegalArgumentException(option + " needs at least " + min);
        }

        BenchOptions result() {
            return new BenchOptions(
                    Duration.ofSeconds(seconds),
                    rounds,
                    Duration.ofSeconds(warmUpSeconds),
                    modes,
                    providerPort,
                    List.copyOf(peers),
                    json,
                    note);
        }
    }
}
