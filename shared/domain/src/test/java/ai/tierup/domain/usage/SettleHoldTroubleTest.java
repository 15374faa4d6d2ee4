package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settlements on a ledger that loses answers, rolls the day in between, or is unbalanced. */
class SettleHoldTroubleTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final HoldKey KEY = new HoldKey(RequestId.of(Instant.parse("2026-11-23T23:59:00Z"), 1), 0);
    private static final Hold HOLD =
            new Hold(new Money(500), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, MONDAY, Set.of());

    private final List<Alarm> alarms = new ArrayList<>();

    private SettleHold.Settlement settleOver(InMemoryWalletLedger ledger) {
        ledger.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(1_000), MONDAY), Money.ZERO);
        ledger.place(ACCOUNT, new Placement(KEY, HOLD, null, 10, Money.ZERO, List.of()));
        return settle(ledger);
    }

    private SettleHold.Settlement settle(InMemoryWalletLedger ledger) {
        var settleHold = new SettleHold(new InMemoryUsageLog(), ledger, (alarm, subject) -> alarms.add(alarm));
        return settleHold.settle(HOLD, record());
    }

    private static UsageRecord record() {
        return new UsageRecord(
                new SettledHold(ACCOUNT, KEY, MONDAY, TierId.TIER_2, Purse.CASH, Purse.CASH.pool(), null, 2),
                new UsageRecord.Request(Instant.parse("2026-11-23T23:59:00Z"), null, null),
                Outcome.ANSWERED,
                FinishReason.STOP,
                new UsageRecord.Consumption(new TokenUsage(3, 4, 0), TokenSource.REPORTED, null, null),
                new Costs(new Money(120), Money.ZERO, Money.ZERO),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }

    @Test
    void anApplicationWhoseAnswerIsLostChargesOnce() {
        var ledger = new InMemoryWalletLedger() {
            @Override
            public WriteAnswer apply(AccountId account, Application application) {
                super.apply(account, application);
                return super.apply(account, application);
            }
        };

        var settlement = settleOver(ledger);

        assertThat(settlement.image()).isEmpty();
        assertThat(settlement.record().cost()).isEqualTo(new Money(120));
        assertThat(ledger.find(ACCOUNT).orElseThrow().debits()).isEqualTo(new Money(120));
    }

    @Test
    void aWalletThatRollsJustBeforeTheApplicationIsSettledAsOfYesterday() {
        var ledger = new InMemoryWalletLedger() {
            private boolean rolled;

            @Override
            public WriteAnswer apply(AccountId account, Application application) {
                if (!rolled) {
                    rolled = true;
                    var next = new Hold(
                            new Money(7), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, MONDAY.plusDays(1), Set.of());
                    var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T00:00:00Z"), 2), 0);
                    place(
                            account,
                            new Placement(
                                    key, next, new DayRoll(MONDAY, next.day(), Set.of()), 10, Money.ZERO, List.of()));
                }
                return super.apply(account, application);
            }
        };

        var image = settleOver(ledger).image().orElseThrow();

        assertThat(image.cash()).isEqualTo(new Money(873));
        assertThat(image.dailyLimit().minus(image.dailyLeft())).isEqualTo(new Money(7));
    }

    @Test
    void anUnbalancedWalletIsFrozenAndTheSettlementStillSucceeds() {
        var ledger = new InMemoryWalletLedger() {
            @Override
            public WriteAnswer apply(AccountId account, Application application) {
                return switch (super.apply(account, application)) {
                    case WriteAnswer.Written(var image) -> new WriteAnswer.Written(withoutDebits(image));
                    case WriteAnswer.Refused refused -> refused;
                };
            }
        };

        var settlement = settleOver(ledger);

        assertThat(settlement.image()).isPresent();
        assertThat(alarms).containsExactly(Alarm.WALLET_UNBALANCED);
        assertThat(ledger.find(ACCOUNT).orElseThrow().frozenBy()).containsExactly(Freezes.INVARIANT);
    }

    @Test
    void aMissingWalletFails() {
        assertThatThrownBy(() -> settle(new InMemoryWalletLedger())).isInstanceOf(IllegalStateException.class);
    }

    private static Wallet withoutDebits(Wallet wallet) {
        return new Wallet(
                wallet.account(),
                wallet.freezes(),
                new Balance(wallet.cash(), wallet.grant(), wallet.credits(), Money.ZERO),
                wallet.version(),
                wallet.counters(),
                wallet.holds(),
                Map.of());
    }
}
