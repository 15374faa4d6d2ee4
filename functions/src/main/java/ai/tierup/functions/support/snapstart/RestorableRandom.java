package ai.tierup.functions.support.snapstart;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The source of randomness for all ids and nonces. A snapshot contains its state, so without {@link #renew} all copies would draw the same
 * values. Safe for concurrent use if the generators are.
 */
public final class RestorableRandom implements RandomGenerator {

    private final Supplier<RandomGenerator> generators;
    private volatile RandomGenerator current;

    /** @param generators creates generators with distinct states */
    public RestorableRandom(Supplier<RandomGenerator> generators) {
        this.generators = generators;
        this.current = generators.get();
    }

    @Override
    public long nextLong() {
        return current.nextLong();
    }

    /** Replaces the generator that was part of the snapshot. */
    void renew() {
        current = generators.get();
    }
}
