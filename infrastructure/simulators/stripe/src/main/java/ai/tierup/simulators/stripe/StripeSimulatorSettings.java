package ai.tierup.simulators.stripe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How the simulator runs.
 *
 * @param port on 127.0.0.1; 0 means a free one
 * @param key the only one that is accepted, {@code sk_test_…}
 * @param webhookSecret signs the events, {@code whsec_…}
 * @param file where everything is kept between runs; empty: in memory
 * @param retryAfter how long an event that was not taken waits for each further try
 * @param random of the ids it makes up, and of the order of shuffled events
 */
public record StripeSimulatorSettings(
        int port,
        String key,
        String webhookSecret,
        Optional<Path> file,
        List<Duration> retryAfter,
        RandomGenerator random,
        InstantSource clock) {

    private static final List<Duration> SOON = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

    public StripeSimulatorSettings {
        retryAfter = List.copyOf(retryAfter);
    }

    /** On a free port and in memory. */
    public static StripeSimulatorSettings of(
            String key, String webhookSecret, RandomGenerator random, InstantSource clock) {
        return new StripeSimulatorSettings(0, key, webhookSecret, Optional.empty(), SOON, random, clock);
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
