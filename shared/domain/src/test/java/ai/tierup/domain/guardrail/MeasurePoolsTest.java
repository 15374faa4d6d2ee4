package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MeasurePoolsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private final InMemoryPoolLedger ledger = new InMemoryPoolLedger();
    private final MeasurePools measurePools =
            new MeasurePools(ledger, InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));

    @Test
    void theLevelIsTheAmountThatIsNotLeased() {
        var day = ledger.roll(new PoolDay(Pool.GRANT, TODAY, new Money(1_000), 2));
        ledger.roll(new PoolDay(Pool.PLATFORM, TODAY.plusDays(1), new Money(1_000), 1));
        ledger.lease(day, 1, new Money(495));

        assertThat(measurePools.measure()).containsExactly(new PoolLevel(day, new Money(505)));
    }

    @Test
    void percentagesAreRoundedDown() {
        var day = new PoolDay(Pool.GRANT, TODAY, new Money(1_000), 2);

        assertThat(new PoolLevel(day, new Money(509)).leftPercent()).hasValue(50);
        assertThat(new PoolLevel(day, new Money(99)).leftPercent()).hasValue(9);
        assertThat(new PoolLevel(day, new Money(-1)).leftPercent()).hasValue(-1);
        assertThat(new PoolLevel(day.withBudget(Money.ZERO), Money.ZERO).leftPercent())
                .isEmpty();
    }
}
