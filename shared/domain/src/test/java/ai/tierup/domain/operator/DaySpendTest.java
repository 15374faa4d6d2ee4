package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ACME;
import static ai.tierup.domain.operator.OperatorFixture.NOON;
import static ai.tierup.domain.operator.OperatorFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.InMemoryBooks;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.DaySpend.PoolStatus;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DaySpendTest {

    private static final AccountId BETA = new AccountId("beta");

    private final OperatorFixture service = new OperatorFixture();
    private final InMemoryUsageLog log = new InMemoryUsageLog();
    private final InMemoryPoolLedger pools = new InMemoryPoolLedger();

    /** Reads one account per page. */
    private final DaySpend daySpend = new DaySpend(
            new InMemoryWalletScan(service.ledger, 1), new InMemoryBooks(log), new MeasurePools(pools, service.clock));

    private int requests;

    @BeforeEach
    void open() {
        service.open(ACME, Money.ofUsd("25"));
        service.open(BETA, Money.ofUsd("25"));
    }

    private void spend(AccountId account, Purse purse, LocalDate day, long cost, long upstreamCost) {
        var key = new HoldKey(RequestId.of(NOON, ++requests), 0);
        var hold = new Hold(new Money(500), Money.ZERO, purse, TierId.TIER_2, NOON.getEpochSecond(), day, Set.of());
        log.append(TestRecords.answered(account, key, hold, 1, new Money(cost), new Money(upstreamCost)));
    }

    private PoolStatus today(Pool pool) {
        return daySpend.on(TODAY).stream()
                .filter(one -> one.pool() == pool)
                .findFirst()
                .orElseThrow();
    }

    private Money spent(Pool pool) {
        return today(pool).spent();
    }

    @Test
    void theSpendingOfAllAccountsIsAddedUpByPool() {
        spend(ACME, Purse.CASH, TODAY, 100, 150);
        spend(BETA, Purse.CASH, TODAY, 40, 30);
        spend(BETA, Purse.GRANT, TODAY, 7, 9);
        spend(ACME, Purse.CASH, TODAY.minusDays(1), 1_000, 2_000);

        assertThat(spent(Pool.SUBSIDY)).isEqualTo(new Money(50));
        assertThat(spent(Pool.GRANT)).isEqualTo(new Money(9));
        assertThat(spent(Pool.TIER_1)).isEqualTo(Money.ZERO);
        assertThat(spent(Pool.PLATFORM)).isEqualTo(new Money(189));
    }

    @Test
    void allPoolsAreListedInTheirOrderWithTheirLevels() {
        var day = pools.roll(new PoolDay(Pool.GRANT, TODAY, new Money(1_000), 2));
        pools.lease(day, 1, new Money(495));

        assertThat(daySpend.on(TODAY)).extracting(PoolStatus::pool).containsExactly(Pool.values());
        assertThat(today(Pool.GRANT).level()).hasValueSatisfying(level -> {
            assertThat(level).isEqualTo(new PoolLevel(day, new Money(505)));
            assertThat(level.leased()).isEqualTo(new Money(495));
        });
        assertThat(today(Pool.SUBSIDY).level()).isEmpty();
    }
}
