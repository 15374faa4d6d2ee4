package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Reads how much of today's pools is left: an item for each pool, and one for each of its shards. */
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
                .flatMap(pool -> ledger.find(pool, today).stream())
                .map(day -> new PoolLevel(day, ledger.remaining(day).stream().reduce(Money.ZERO, Money::plus)))
                .toList();
    }
}
