package ai.tierup.domain.id;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Draws request ids. Safe for concurrent use if {@code random} is. */
public final class RequestIds {

    private final InstantSource clock;
    private final RandomGenerator random;

    public RequestIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public RequestId next() {
        return RequestId.of(clock.instant(), random.nextLong());
    }
}
