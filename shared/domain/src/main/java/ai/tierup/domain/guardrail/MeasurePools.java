package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads how much of a day's pools is left: an item for each pool, and one for each of its shards. */
public final class MeasurePools {

    private final PoolLedger ledger;
    private final InstantSource clock;

    public MeasurePools(PoolLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The pools that somebody has rolled today; the others nobody has needed. */
    public List<PoolLevel> measure() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Arrays.stream(Pool.values())
                .flatMap(pool -> level(pool, today).stream())
                .toList();
    }

    /** One pool on one day; empty when nobody has rolled it. */
    public Optional<PoolLevel> level(Pool pool, LocalDate day) {
        return ledger.find(pool, day)
                .map(found ->
                        new PoolLevel(found, ledger.remaining(found).stream().reduce(Money.ZERO, Money::plus)));
    }
}
