package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that a wallet agrees with the provider's lists in the end, whatever happens to events, provider, store and processes.
 * {@code -Dtierup.seed=17} repeats one history, {@code -Dtierup.proof=long} runs many more.
 */
@Tag("proof")
class PaymentSimulationTest {

    private static final int STEPS = 60;
    private static final int SEEDS = 2_000;
    private static final int LONG_RUN_SEEDS = 100_000;

    private long writes;

    @Test
    void everyHistoryEndsInAgreementWithTheProvidersLists() {
        var seeds = seeds();
        for (var seed : seeds) {
            run(seed);
        }
        System.out.printf(Locale.ROOT, "payment histories: %d, %,d writes on wallets%n", seeds.length, writes);
        assertThat(writes).isGreaterThan(seeds.length);
    }

    private static long[] seeds() {
        var seed = Long.getLong("tierup.seed");
        var isLong = "long".equals(System.getProperty("tierup.proof"));
        return (seed != null ? LongStream.of(seed) : LongStream.rangeClosed(1, isLong ? LONG_RUN_SEEDS : SEEDS))
                .toArray();
    }

    private void run(long seed) {
        var simulation = new PaymentSimulation(seed);
        List<String> findings;
        try {
            for (var step = 0; step < STEPS; step++) {
                simulation.step();
            }
            findings = simulation.end();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        if (!findings.isEmpty()) {
            fail("seed " + seed + ":\n" + String.join("\n", findings)
                    + "\nrepeat it: scripts/test -pl shared/money-proof -Dtest=PaymentSimulationTest -Dtierup.seed="
                    + seed);
        }
        writes += simulation.writes();
    }
}
