package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Measures how much of a day's budgets is left. Reads one item for each pool and one for each of its shards. */
public final class MeasurePools {

    private final PoolLedger ledger;
    private final InstantSource clock;

    public MeasurePools(PoolLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The levels of today's pools. Pools that have not been rolled today are missing. */
    public List<PoolLevel> measure() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Arrays.stream(Pool.values())
                .flatMap(pool -> level(pool, today).stream())
                .toList();
    }

    /** The level of a pool on a day; empty if that day has not been rolled. */
    public Optional<PoolLevel> level(Pool pool, LocalDate day) {
        return ledger.find(pool, day)
                .map(found ->
                        new PoolLevel(found, ledger.remaining(found).stream().reduce(Money.ZERO, Money::plus)));
    }
}
