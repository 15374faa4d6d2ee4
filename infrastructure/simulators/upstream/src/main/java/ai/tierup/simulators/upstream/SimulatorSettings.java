package ai.tierup.simulators.upstream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the simulator.
 *
 * @param port port on 127.0.0.1; 0 for a free one
 * @param firstTokenDelay delay before the first token, streamed or not
 * @param perToken delay before each further token; a whole answer waits for all of its tokens
 * @param key the only accepted bearer key; empty to accept any
 * @param moreModels slugs of further models, with every capability
 * @param answers folder of an answer book: the tasks of evaluations, with right and wrong answers to them
 * @param seed seed of the generated ids
 * @param clock clock for {@code created} and for generation ids
 */
public record SimulatorSettings(
        int port,
        Duration firstTokenDelay,
        Duration perToken,
        Optional<String> key,
        Set<String> moreModels,
        Optional<Path> answers,
        long seed,
        InstantSource clock) {

    private static final long DEFAULT_SEED = 20_261_122L;

    public SimulatorSettings {
        moreModels = Set.copyOf(moreModels);
    }

    /** Settings with a pace at which a person can see the streaming: 150 ms, then 15 ms per token. */
    public static SimulatorSettings paced(InstantSource clock) {
        return new SimulatorSettings(
                0,
                Duration.ofMillis(150),
                Duration.ofMillis(15),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                DEFAULT_SEED,
                clock);
    }

    /** Settings without delays, for tests and measurements. */
    public static SimulatorSettings immediate(InstantSource clock) {
        return paced(clock).withPace(Duration.ZERO, Duration.ZERO);
    }

    public SimulatorSettings withPort(int newPort) {
        return new SimulatorSettings(newPort, firstTokenDelay, perToken, key, moreModels, answers, seed, clock);
    }

    public SimulatorSettings withPace(Duration newFirstTokenDelay, Duration newPerToken) {
        return new SimulatorSettings(port, newFirstTokenDelay, newPerToken, key, moreModels, answers, seed, clock);
    }

    public SimulatorSettings withKey(String newKey) {
        return new SimulatorSettings(
                port, firstTokenDelay, perToken, Optional.of(newKey), moreModels, answers, seed, clock);
    }

    /** Adds models, for a mapping that names models outside the built-in catalogue. */
    public SimulatorSettings withModels(Collection<String> slugs) {
        return new SimulatorSettings(port, firstTokenDelay, perToken, key, Set.copyOf(slugs), answers, seed, clock);
    }

    /** Lets simulated models do the tasks of evaluations, as well as their skills allow. */
    public SimulatorSettings withAnswers(Path folder) {
        return new SimulatorSettings(
                port, firstTokenDelay, perToken, key, moreModels, Optional.of(folder), seed, clock);
    }
}
