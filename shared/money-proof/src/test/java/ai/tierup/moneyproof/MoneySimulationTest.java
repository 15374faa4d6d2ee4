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
 * Tests that no money is lost or created, whatever fails and whenever. {@code -Dtierup.seed=17} repeats one history,
 * {@code -Dtierup.proof=long} runs many more.
 */
@Tag("proof")
class MoneySimulationTest {

    private static final int STEPS = 1_800;
    private static final int SEEDS = 10;
    private static final int LONG_RUN_SEEDS = 400;

    private final Set<String> outcomes = new HashSet<>();
    private final Set<String> keyedRequests = new HashSet<>();
    private final Set<String> payments = new HashSet<>();
    private final Set<String> credits = new HashSet<>();
    private final Set<Fault> faults = new HashSet<>();

    @Test
    void noHistoryLosesOrCreatesMoney() {
        seeds().forEach(this::run);
        if (Long.getLong("tierup.seed") == null) {
            assertThat(faults).as("faults that occurred").containsExactlyInAnyOrder(Fault.values());
            assertThat(outcomes)
                    .as("outcomes of placements")
                    .containsAll(Arrays.stream(Purse.values())
                            .map(purse -> "placed from " + purse)
                            .toList())
                    .containsAll(List.of(
                            "placed for a visitor",
                            "DailyLimitReached",
                            "BudgetReached",
                            "InsufficientFunds",
                            "large: InsufficientFunds",
                            "GuardrailReached",
                            "InDebt",
                            "Frozen",
                            "refused after a deletion"));
            assertThat(keyedRequests)
                    .as("outcomes of requests under idempotency keys")
                    .contains(
                            "ANSWERED",
                            "FAILED",
                            "replayed",
                            "InProgress",
                            "OtherRequest",
                            "refused",
                            "interrupted",
                            KeyedRequests.REPEATED);
            assertThat(credits)
                    .as("states of sign-up credits")
                    .contains("WAITING", "ACTIVE", "ACTIVE after a top-up", "ENDED");
            assertThat(payments)
                    .as("states of payments")
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
                : LongStream.rangeClosed(1, "long".equals(System.getProperty("tierup.proof")) ? LONG_RUN_SEEDS : SEEDS);
    }

    private void run(long seed) {
        var start = System.nanoTime();
        var simulation = new Simulation(seed);
        for (var step = 1; step <= STEPS; step++) {
            try {
                simulation.step();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + step + ": " + e, e);
            }
            expectNoFindings(seed, "step " + step, simulation.findings());
            credits.addAll(simulation.credits());
        }
        expectNoFindings(seed, "the end", simulation.end());
        outcomes.addAll(simulation.outcomes().keySet());
        keyedRequests.addAll(simulation.keyedRequests().keySet());
        payments.addAll(simulation.payments().keySet());
        credits.addAll(simulation.credits());
        faults.addAll(simulation.faults().keySet());
        System.out.printf(
                Locale.ROOT,
                "simulation seed %d: %,d steps, %s, %,d ms%n",
                seed,
                STEPS,
                simulation.summary(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private static void expectNoFindings(long seed, String when, List<String> findings) {
        if (!findings.isEmpty()) {
            fail("seed " + seed + ", " + when + ":\n" + String.join("\n", findings)
                    + "\nrepeat it: scripts/test -pl shared/money-proof -Dtest=MoneySimulationTest -Dtierup.seed="
                    + seed);
        }
    }
}
