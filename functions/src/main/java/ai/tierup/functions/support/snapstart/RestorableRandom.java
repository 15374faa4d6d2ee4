package ai.tierup.functions.support.snapstart;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one source of ids and nonces. Its state is in the snapshot, so that without {@link #renew} all copies would draw the same. Safe for
 * concurrent use when the generators are.
 */
public final class RestorableRandom implements RandomGenerator {

    private final Supplier<RandomGenerator> generators;
    private volatile RandomGenerator current;

    /** @param generators makes a generator with a state that no other has */
    public RestorableRandom(Supplier<RandomGenerator> generators) {
        this.generators = generators;
        this.current = generators.get();
    }

    @Override
    public long nextLong() {
        return current.nextLong();
    }

    /** Forgets the state of the snapshot. */
    void renew() {
        current = generators.get();
    }
}
