package ai.tierup.bench.soak;

import java.util.Random;

/** How a client behaves. */
enum ClientHabit {
    READS_ALL,
    /** Takes a few bytes at a time, with pauses. */
    READS_SLOWLY,
    /** Closes its connection when it has sent its request. */
    LEAVES_AT_ONCE,
    /** Closes its connection when the answer has begun. */
    LEAVES_IN_ANSWER,
    /** Closes its connection in the middle of its request. */
    SENDS_HALF;

    private static final double READS_ALL_SHARE = 0.7;

    static ClientHabit any(Random random) {
        return random.nextDouble() < READS_ALL_SHARE ? READS_ALL : values()[random.nextInt(values().length)];
    }

    /** Whether it waits for the end of its answer. */
    boolean staysToTheEnd() {
        return this == READS_ALL || this == READS_SLOWLY;
    }
}
