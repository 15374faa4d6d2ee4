package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettleHoldTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final HoldKey KEY = new HoldKey(RequestId.of(Instant.parse("2026-11-23T23:59:00Z"), 1), 0);
    private static final Hold HOLD = new Hold(new Money(500), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, MONDAY, null);

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryUsageLog log = new InMemoryUsageLog();
    private final SettleHold settleHold = new SettleHold(log, ledger, (alarm, subject) -> {
        throw new AssertionError(alarm);
    });

    SettleHoldTest() {
        ledger.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(1_000), MONDAY), Money.ZERO);
        ledger.place(ACCOUNT, new Placement(KEY, HOLD, null, 10, Money.ZERO, null));
    }

    private static UsageRecord record(long cost) {
        return new UsageRecord(
                new SettledHold(ACCOUNT, KEY, MONDAY, TierId.TIER_2, Purse.CASH, Purse.CASH.pool(), 2),
                new UsageRecord.Request(Instant.parse("2026-11-23T23:59:00Z"), null, null),
                Outcome.ANSWERED,
                "stop",
                new UsageRecord.Consumption(new TokenUsage(3, 4, 0), TokenSource.REPORTED, null),
                new Costs(new Money(cost), Money.ZERO, Money.ZERO),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }

    @Test
    void theCostIsTakenAndTheRestComesBack() {
        var settlement = settleHold.settle(HOLD, record(120));

        assertThat(settlement.image().orElseThrow().cash()).isEqualTo(new Money(880));
        assertThat(settlement.image().orElseThrow().debits()).isEqualTo(new Money(120));
    }

    @Test
    void whoeverComesSecondChargesWhatTheFirstDecided() {
        settleHold.settle(HOLD, record(120));

        var second = settleHold.settle(HOLD, record(300));

        assertThat(second.record().cost()).isEqualTo(new Money(120));
        assertThat(second.image()).isEmpty();
        assertThat(ledger.find(ACCOUNT).orElseThrow().debits()).isEqualTo(new Money(120));
    }

    @Test
    void aRecordThatWasLoggedByWhoeverDiedIsApplied() {
        log.append(record(120));

        settleHold.settle(HOLD, record(0));

        assertThat(ledger.find(ACCOUNT).orElseThrow().cash()).isEqualTo(new Money(880));
    }

    @Test
    void afterMidnightItSettlesToo() {
        var tuesday = new Hold(new Money(1), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, MONDAY.plusDays(1), null);
        ledger.place(
                ACCOUNT,
                new Placement(
                        new HoldKey(RequestId.of(Instant.EPOCH, 2), 0),
                        tuesday,
                        new DayRoll(MONDAY, tuesday.day(), Set.of()),
                        10,
                        Money.ZERO,
                        null));

        var settlement = settleHold.settle(HOLD, record(120));

        assertThat(settlement.image().orElseThrow().cash()).isEqualTo(new Money(879));
        assertThat(settlement.image().orElseThrow().day()).isEqualTo(MONDAY.plusDays(1));
    }

    @Test
    void aCostAboveTheHoldIsAMistake() {
        assertThatThrownBy(() -> settleHold.settle(HOLD, record(501))).isInstanceOf(IllegalArgumentException.class);
    }
}
