package ai.tierup.domain.guardrail;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Rolls today and tomorrow for every pool, so that no request has to do it at midnight. Days already rolled stay unchanged. */
public final class RollDays {

    private final PoolLedger ledger;
    private final DayBudgets budgets;
    private final InstantSource clock;

    public RollDays(PoolLedger ledger, DayBudgets budgets, InstantSource clock) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.clock = clock;
    }

    public void roll() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var pool : Pool.values()) {
            budgets.day(ledger, pool, today);
            budgets.day(ledger, pool, today.plusDays(1));
        }
    }
}
