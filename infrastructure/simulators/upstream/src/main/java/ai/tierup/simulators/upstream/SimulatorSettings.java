package ai.tierup.simulators.upstream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * How the simulator runs.
 *
 * @param port on 127.0.0.1; 0 means a free one
 * @param firstTokenDelay wait before the first token, streamed or not
 * @param perToken wait before each further token; a whole answer waits for all of its tokens
 * @param key the only bearer key accepted; empty: any
 * @param moreModels slugs served beside the built-in ones, with every capability
 * @param seed of the ids it makes up
 * @param clock of {@code created} and of generation ids
 */
public record SimulatorSettings(
        int port,
        Duration firstTokenDelay,
        Duration perToken,
        Optional<String> key,
        Set<String> moreModels,
        long seed,
        InstantSource clock) {

    private static final long DEFAULT_SEED = 20_261_122L;

    public SimulatorSettings {
        moreModels = Set.copyOf(moreModels);
    }

    /** At a pace that shows to a person that tokens are streamed: 15 ms a token after 150 ms. */
    public static SimulatorSettings paced(InstantSource clock) {
        return new SimulatorSettings(
                0, Duration.ofMillis(150), Duration.ofMillis(15), Optional.empty(), Set.of(), DEFAULT_SEED, clock);
    }

    /** Without any wait, for tests and measurements. */
    public static SimulatorSettings immediate(InstantSource clock) {
        return paced(clock).withPace(Duration.ZERO, Duration.ZERO);
    }

    public SimulatorSettings withPort(int newPort) {
        return new SimulatorSettings(newPort, firstTokenDelay, perToken, key, moreModels, seed, clock);
    }

    public SimulatorSettings withPace(Duration newFirstTokenDelay, Duration newPerToken) {
        return new SimulatorSettings(port, newFirstTokenDelay, newPerToken, key, moreModels, seed, clock);
    }

    public SimulatorSettings withKey(String newKey) {
        return new SimulatorSettings(port, firstTokenDelay, perToken, Optional.of(newKey), moreModels, seed, clock);
    }

    /** Serves these slugs too, so that a mapping may name models which the built-in catalogue does not know. */
    public SimulatorSettings withModels(Collection<String> slugs) {
        return new SimulatorSettings(port, firstTokenDelay, perToken, key, Set.copyOf(slugs), seed, clock);
    }
}
