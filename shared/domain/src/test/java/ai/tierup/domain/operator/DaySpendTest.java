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
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /** A record of tier 3. */
    private void answer(
            AccountId account, @Nullable String candidate, TokenUsage billed, @Nullable TokenUsage counted) {
        log.append(new UsageRecord(
                new SettledHold(
                        account,
                        new HoldKey(RequestId.of(NOON, ++requests), 0),
                        TODAY,
                        TierId.TIER_3,
                        Purse.CASH,
                        Purse.CASH.pool(),
                        null,
                        1),
                new UsageRecord.Request(NOON, null, null),
                Outcome.ANSWERED,
                null,
                new UsageRecord.Consumption(billed, TokenSource.COUNTED, candidate, counted),
                new Costs(new Money(200), Money.ZERO, new Money(150)),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN));
    }

    @Test
    void theMarginOfEachTierAndCandidateIsAddedUp() {
        spend(ACME, Purse.CASH, TODAY, 100, 150);
        spend(BETA, Purse.GRANT, TODAY, 7, 9);
        spend(ACME, Purse.CASH, TODAY.minusDays(1), 1_000, 2_000);
        answer(ACME, "a", new TokenUsage(1_000, 300, 100, 750), new TokenUsage(1_300, 350, 50));
        answer(BETA, "a", new TokenUsage(1_000, 0, 0), null);
        answer(BETA, "b", new TokenUsage(0, 0, 0), new TokenUsage(0, 0, 0));
        answer(BETA, null, new TokenUsage(0, 0, 0), null);

        var margins = daySpend.report(TODAY).margins();

        assertThat(margins).extracting(TierMargin::tier).containsExactly(TierId.TIER_2, TierId.TIER_3);
        var tier2 = margins.getFirst().total();
        assertThat(tier2.requests()).isEqualTo(2);
        assertThat(tier2.billed()).isEqualTo(new Money(107));
        assertThat(tier2.cash()).isEqualTo(new Money(100));
        assertThat(tier2.upstream()).isEqualTo(new Money(159));
        assertThat(tier2.left()).isEqualTo(new Money(-52));
        assertThat(tier2.nativeRatioPermille()).isEmpty();
        var candidates = margins.getLast().candidates();
        assertThat(candidates).containsOnlyKeys("a", "b", TierMargin.NO_CANDIDATE);
        // 1,000 of input and 200 of visible output, for which upstream counted 1,300 and 300.
        var a = Objects.requireNonNull(candidates.get("a"));
        var b = Objects.requireNonNull(candidates.get("b"));
        assertThat(a.nativeRatioPermille()).hasValue(750);
        assertThat(a.repeatedPermille()).hasValue(375);
        assertThat(b.nativeRatioPermille()).isEmpty();
        assertThat(b.repeatedPermille()).isEmpty();
        assertThat(margins.getLast().total().left()).isEqualTo(new Money(200));
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
