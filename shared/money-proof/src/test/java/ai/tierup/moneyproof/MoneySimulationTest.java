package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.tierup.domain.wallet.Purse;
import ai.tierup.simulators.dynamodb.Fault;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No money is lost or made, whatever fails and whenever. {@code -Dtierup.seed=17} tells one story again, {@code -Dtierup.proof=long}
 * tells many more.
 */
@Tag("proof")
class MoneySimulationTest {

    private static final int STEPS = 1_800;
    private static final int SEEDS = 8;
    private static final int SEEDS_OF_A_LONG_RUN = 400;

    private final Set<String> outcomes = new HashSet<>();
    private final Set<String> payments = new HashSet<>();
    private final Set<Fault> faults = new HashSet<>();

    @Test
    void noHistoryLosesOrCreatesMoney() {
        seeds().forEach(this::tell);
        if (Long.getLong("tierup.seed") == null) {
            assertThat(faults).as("faults that came").containsExactlyInAnyOrder(Fault.values());
            assertThat(outcomes)
                    .as("how places ended")
                    .containsAll(Arrays.stream(Purse.values())
                            .map(purse -> "placed from " + purse)
                            .toList())
                    .containsAll(List.of(
                            "DailyLimitReached",
                            "BudgetReached",
                            "InsufficientFunds",
                            "GuardrailReached",
                            "InDebt",
                            "Frozen"));
            assertThat(payments)
                    .as("how payments went")
                    .contains(
                            "checkouts PAID",
                            "checkouts FAILED",
                            "checkouts EXPIRED",
                            "refunds",
                            "refunds failed",
                            "disputes open",
                            "disputes won",
                            "disputes lost");
        }
    }

    private static LongStream seeds() {
        var seed = Long.getLong("tierup.seed");
        return seed != null
                ? LongStream.of(seed)
                : LongStream.rangeClosed(
                        1, "long".equals(System.getProperty("tierup.proof")) ? SEEDS_OF_A_LONG_RUN : SEEDS);
    }

    private void tell(long seed) {
        var start = System.nanoTime();
        var simulation = new Simulation(seed);
        for (var step = 1; step <= STEPS; step++) {
            try {
                simulation.step();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + step + ": " + e, e);
            }
            expectNothing(seed, "step " + step, simulation.findings());
        }
        expectNothing(seed, "the end", simulation.end());
        outcomes.addAll(simulation.outcomes().keySet());
        payments.addAll(simulation.payments().keySet());
        faults.addAll(simulation.faults().keySet());
        System.out.printf(
                Locale.ROOT,
                "simulation seed %d: %,d steps, %s, %,d ms%n",
                seed,
                STEPS,
                simulation.told(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private static void expectNothing(long seed, String when, List<String> findings) {
        if (!findings.isEmpty()) {
            fail("seed " + seed + ", " + when + ":\n" + String.join("\n", findings)
                    + "\nagain: scripts/test -pl shared/money-proof -Dtest=MoneySimulationTest -Dtierup.seed=" + seed);
        }
    }
}
