package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Guardrails for tests. */
public final class TestGuardrail {

    private static final Money MAX_DRAW = Money.ofUsd("2");

    private TestGuardrail() {}

    /** A guardrail with budgets that no test reaches. */
    public static Guardrail unlimited(InstantSource clock) {
        return over(new InMemoryPoolLedger(), clock, Map.of());
    }

    /** @param budgets the budgets of the pools under test; the others have a million dollars */
    public static Guardrail over(PoolLedger ledger, InstantSource clock, Map<Pool, Money> budgets) {
        return new Guardrail(ledger, budgets(budgets), new SplittableRandom(1), clock, Runnable::run);
    }

    public static DayBudgets budgets(Map<Pool, Money> budgets) {
        return new DayBudgets(
                Arrays.stream(Pool.values())
                        .collect(Collectors.toMap(
                                Function.identity(), pool -> budgets.getOrDefault(pool, Money.ofUsd("1000000")))),
                () -> MAX_DRAW);
    }
}
