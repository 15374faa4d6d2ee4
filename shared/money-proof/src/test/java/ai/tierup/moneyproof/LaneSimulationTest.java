package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that no money is lost or created in a divided wallet. {@code -Dtierup.seed=17} repeats one history, {@code -Dtierup.proof=long} runs
 * many more.
 */
@Tag("proof")
class LaneSimulationTest {

    private static final int STEPS = 700;
    private static final int SEEDS = 8;
    private static final int LONG_RUN_SEEDS = 1_000;

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void noHistoryOfLanesLosesOrCreatesMoney() {
        var seeds = seeds();
        for (var seed : seeds) {
            run(seed);
        }
        System.out.printf("lane histories: %d, %s%n", seeds.length, outcomes);
        if (Long.getLong("tierup.seed") == null) {
            assertThat(outcomes)
                    .containsKeys(
                            "lanes: Divided",
                            "lanes: Closing",
                            "lanes: Frozen",
                            "Frozen",
                            "InDebt",
                            "InsufficientFunds",
                            "DailyLimitReached");
            assertThat(outcomes.get("placed in another lane")).isGreaterThan(20 * seeds.length);
            assertThat(outcomes.get("moves")).isGreaterThan(20 * seeds.length);
        }
    }

    private static long[] seeds() {
        var seed = Long.getLong("tierup.seed");
        var isLong = "long".equals(System.getProperty("tierup.proof"));
        return (seed != null ? LongStream.of(seed) : LongStream.rangeClosed(1, isLong ? LONG_RUN_SEEDS : SEEDS))
                .toArray();
    }

    private void run(long seed) {
        var simulation = new LaneSimulation(seed);
        for (var step = 1; step <= STEPS; step++) {
            try {
                simulation.step();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + step + ": " + e, e);
            }
            expectNoFindings(seed, "step " + step, simulation.findings());
        }
        expectNoFindings(seed, "the end", simulation.end());
        simulation.outcomes().forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
    }

    private static void expectNoFindings(long seed, String when, List<String> findings) {
        if (!findings.isEmpty()) {
            fail("seed " + seed + ", " + when + ":\n" + String.join("\n", findings)
                    + "\nrepeat it: scripts/test -pl shared/money-proof -Dtest=LaneSimulationTest -Dtierup.seed="
                    + seed);
        }
    }
}
