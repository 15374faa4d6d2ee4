package ai.tierup.simulators.stripe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Settings of the simulator.
 *
 * @param port port on 127.0.0.1; 0 for a free one
 * @param key the only accepted API key, {@code sk_test_…}
 * @param webhookSecret secret that signs events, {@code whsec_…}
 * @param file file that keeps all objects between runs; empty to keep them in memory
 * @param retryAfter delays before each retry of a refused event
 * @param random source of ids and of the order of shuffled events
 */
public record StripeSimulatorSettings(
        int port,
        String key,
        String webhookSecret,
        Optional<Path> file,
        List<Duration> retryAfter,
        RandomGenerator random,
        InstantSource clock) {

    private static final List<Duration> DEFAULT_RETRY_DELAYS = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

    public StripeSimulatorSettings {
        retryAfter = List.copyOf(retryAfter);
    }

    /** Settings for a free port and objects in memory. */
    public static StripeSimulatorSettings of(
            String key, String webhookSecret, RandomGenerator random, InstantSource clock) {
        return new StripeSimulatorSettings(
                0, key, webhookSecret, Optional.empty(), DEFAULT_RETRY_DELAYS, random, clock);
    }

    public StripeSimulatorSettings withPort(int newPort) {
        return new StripeSimulatorSettings(newPort, key, webhookSecret, file, retryAfter, random, clock);
    }

    public StripeSimulatorSettings withFile(Path newFile) {
        return new StripeSimulatorSettings(port, key, webhookSecret, Optional.of(newFile), retryAfter, random, clock);
    }

    public StripeSimulatorSettings withRetryAfter(List<Duration> waits) {
        return new StripeSimulatorSettings(port, key, webhookSecret, file, waits, random, clock);
    }
}
