package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to events, provider, store and processes, the wallet ends with what the provider's own lists say.
 * {@code -Dtierup.seed=17} tells one story again, {@code -Dtierup.proof=long} tells many more.
 */
@Tag("proof")
class PaymentSimulationTest {

    private static final int STEPS = 60;
    private static final int SEEDS = 2_000;
    private static final int SEEDS_OF_A_LONG_RUN = 100_000;

    private long writes;

    @Test
    void everyHistoryEndsInAgreementWithTheProvidersLists() {
        var seeds = seeds();
        for (var seed : seeds) {
            tell(seed);
        }
        System.out.printf(Locale.ROOT, "payment stories: %d, %,d writes on wallets%n", seeds.length, writes);
        assertThat(writes).isGreaterThan(seeds.length);
    }

    private static long[] seeds() {
        var seed = Long.getLong("tierup.seed");
        var isLong = "long".equals(System.getProperty("tierup.proof"));
        return (seed != null ? LongStream.of(seed) : LongStream.rangeClosed(1, isLong ? SEEDS_OF_A_LONG_RUN : SEEDS))
                .toArray();
    }

    private void tell(long seed) {
        var story = new PaymentSimulation(seed);
        List<String> findings;
        try {
            for (var step = 0; step < STEPS; step++) {
                story.step();
            }
            findings = story.end();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        if (!findings.isEmpty()) {
            fail("seed " + seed + ":\n" + String.join("\n", findings)
                    + "\nagain: scripts/test -pl shared/money-proof -Dtest=PaymentSimulationTest -Dtierup.seed=" + seed);
        }
        writes += story.writes();
    }
}
