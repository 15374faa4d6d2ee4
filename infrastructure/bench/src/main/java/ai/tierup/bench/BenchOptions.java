package ai.tierup.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the benchmark is to measure.
 *
 * @param block how long each load lasts
 * @param rounds how often each load is repeated, interleaved with the same load on the other targets
 * @param warmUp how long each target works before anything is measured
 * @param providerPort the fake provider's port, which other gateways have to know; 0 for a free one
 * @param peers other gateways
 * @param json where the figures are also written
 */
record BenchOptions(
        Duration block,
        int rounds,
        Duration warmUp,
        Gateway.Compilers compilers,
        int providerPort,
        List<Peer> peers,
        Optional<Path> json) {

    static final String USAGE = """
        scripts/bench measures what the gateway adds to a call. Options:
          --seconds N            how long each load lasts (3)
          --rounds N             how often each load is repeated (3)
          --warm-up N            seconds for which each target works before anything is measured (10)
          --compilers quick|full the compilers of the gateway's JVM: quick as on Lambda and in scripts/start (full)
          --peer NAME=URL        another gateway to measure in the same run; its provider must be this one, see --provider-port
          --header NAME:VALUE    a header for calls to the peer before it; {provider} stands for the provider's base URL
          --model NAME           the model to ask the peer before it for (bench)
          --provider-port N      the port of the fake provider (a free one)
          --json FILE            also writes the figures to FILE\
        """;

    /**
     * A gateway that was started by hand.
     *
     * @param headers headers of its calls
     */
    record Peer(String name, URI baseUrl, String model, Map<String, String> headers) {

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

        private int seconds = 3;
        private int rounds = 3;
        private int warmUpSeconds = 10;
        private int providerPort;
        private Gateway.Compilers compilers = Gateway.Compilers.FULL;
        private Optional<Path> json = Optional.empty();
        private final List<Peer> peers = new ArrayList<>();

        void option(String name, String value) {
            switch (name) {
                case "--seconds" -> seconds = number(name, value, 1);
                case "--rounds" -> rounds = number(name, value, 1);
                case "--warm-up" -> warmUpSeconds = number(name, value, 0);
                case "--provider-port" -> providerPort = number(name, value, 0);
                case "--json" -> json = Optional.of(Path.of(value));
                case "--compilers" ->
                    compilers = Gateway.Compilers.named(value)
                            .orElseThrow(() -> new IllegalArgumentException("--compilers is quick or full"));
                case "--peer" -> peers.add(peer(value));
                case "--header" -> {
                    var pair = pair(name, value, ":");
                    var peer = lastPeer(name);
                    var headers = new LinkedHashMap<>(peer.headers());
                    headers.put(pair[0], pair[1].strip());
                    peers.add(new Peer(peer.name(), peer.baseUrl(), peer.model(), headers));
                }
                case "--model" -> {
                    var peer = lastPeer(name);
                    peers.add(new Peer(peer.name(), peer.baseUrl(), value, peer.headers()));
                }
                default -> throw new IllegalArgumentException("There is no option " + name);
            }
        }

        private static Peer peer(String value) {
            var pair = pair("--peer", value, "=");
            return new Peer(pair[0], URI.create(pair[1]), "bench", Map.of());
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
                    compilers,
                    providerPort,
                    List.copyOf(peers),
                    json);
        }
    }
}
