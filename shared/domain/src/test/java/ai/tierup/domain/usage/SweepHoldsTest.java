package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryScanMarks;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepHoldsTest {

    private static final AccountId ACCOUNT = new AccountId("acct-1");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Money HELD = new Money(500);
    private static final Money ALLOWANCE = new Money(10_000);

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryScanMarks marks = new InMemoryScanMarks();
    private final InMemoryUsageLog log = new InMemoryUsageLog();
    private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    private final SettleHold settleHold = new SettleHold(log, ledger, (alarm, subject) -> alarms.add(alarm));
    private int requests;

    private SweepHolds sweeper(int pageSize) {
        return sweeper(pageSize, settleHold);
    }

    private SweepHolds sweeper(int pageSize, SettleHold settle) {
        return sweeper(new InMemoryWalletScan(ledger, pageSize), settle);
    }

    private SweepHolds sweeper(WalletScan wallets, SettleHold settle) {
        return new SweepHolds(
                wallets,
                marks,
                checkpoints,
                settle,
                (alarm, subject) -> alarms.add(alarm),
                InstantSource.fixed(NOW),
                Runnable::run);
    }

    private static boolean timeIsUp() {
        return false;
    }

    private void open(AccountId account) {
        ledger.open(TestEntries.opening(account, "adj#1", new Money(10_000), TODAY), ALLOWANCE);
    }

    private OpenHold hold(AccountId account, Purse purse, Instant expiresAt) {
        var key = new HoldKey(RequestId.of(NOW, ++requests), 0);
        var hold = purse == Purse.FREE
                ? new Hold(Money.ZERO, HELD, purse, TierId.TIER_1, expiresAt.getEpochSecond(), TODAY, Set.of())
                : new Hold(HELD, Money.ZERO, purse, TierId.TIER_2, expiresAt.getEpochSecond(), TODAY, Set.of());
        ledger.place(account, new Placement(key, hold, null, 100, ALLOWANCE, List.of()));
        return new OpenHold(account, key, hold, wallet(account).version());
    }

    private OpenHold expired(AccountId account) {
        return hold(account, Purse.CASH, NOW);
    }

    private Wallet wallet(AccountId account) {
        return ledger.find(account).orElseThrow();
    }

    private UsageRecord record(OpenHold open) {
        return log.find(open.account(), open.key().request()).orElseThrow();
    }

    private void checkpoint(OpenHold open, long cost, long upstreamCost) {
        checkpoints.keep(new Checkpoint(
                open.account(),
                open.key(),
                new KeyId("key_1"),
                new Channel("chat", true),
                new UsageRecord.Consumption(new TokenUsage(5, 6, 0), TokenSource.CHECKPOINT, "north/alpha", null),
                new Costs(
                        open.hold().purse() == Purse.FREE ? Money.ZERO : new Money(cost),
                        open.hold().purse() == Purse.FREE ? new Money(cost) : Money.ZERO,
                        new Money(upstreamCost)),
                Duration.ofMillis(70)));
    }

    @Test
    void anExpiredHoldWithoutACheckpointIsFreeForTheCustomerAndCostsUsTheWholeHold() {
        open(ACCOUNT);
        var open = expired(ACCOUNT);

        var sweep = sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(wallet(ACCOUNT).cash()).isEqualTo(new Money(10_000));
        assertThat(wallet(ACCOUNT).holds()).isEmpty();
        assertThat(record(open).outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(record(open).cost()).isEqualTo(Money.ZERO);
        assertThat(record(open).costs().upstream()).isEqualTo(HELD);
        assertThat(record(open).consumption().source()).isEqualTo(TokenSource.NONE);
        assertThat(record(open).request().keyId()).isNull();
        assertThat(record(open).hold().walletVersion()).isEqualTo(open.walletVersion());
        assertThat(sweep).isEqualTo(new Sweep(1, 1, 0, Money.ZERO, HELD, true));
        assertThat(alarms).isEmpty();
    }

    @Test
    void aCheckpointDecidesWhatTheCustomerPays() {
        open(ACCOUNT);
        var open = expired(ACCOUNT);
        checkpoint(open, 120, 200);

        var sweep = sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(wallet(ACCOUNT).cash()).isEqualTo(new Money(9_880));
        assertThat(record(open).cost()).isEqualTo(new Money(120));
        assertThat(record(open).consumption().source()).isEqualTo(TokenSource.CHECKPOINT);
        assertThat(record(open).tokens()).isEqualTo(new TokenUsage(5, 6, 0));
        assertThat(record(open).overrun()).isEqualTo(new Money(80));
        assertThat(sweep).isEqualTo(new Sweep(1, 1, 0, new Money(120), new Money(80), true));
    }

    @Test
    void aCheckpointAboveItsHoldChargesTheWholeHold() {
        open(ACCOUNT);
        checkpoint(expired(ACCOUNT), 501, 900);

        sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(wallet(ACCOUNT).cash()).isEqualTo(new Money(9_500));
    }

    @Test
    void theFreeTiersCheckpointIsTakenFromTheAllowance() {
        open(ACCOUNT);
        checkpoint(hold(ACCOUNT, Purse.FREE, NOW), 120, 200);

        sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(wallet(ACCOUNT).freeLeft()).isEqualTo(new Money(9_880));
        assertThat(wallet(ACCOUNT).cash()).isEqualTo(new Money(10_000));
    }

    @Test
    void aHoldThatHasNotExpiredStays() {
        open(ACCOUNT);
        var open = hold(ACCOUNT, Purse.CASH, NOW.plusSeconds(1));

        var sweep = sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(wallet(ACCOUNT).holds()).containsKey(open.key());
        assertThat(sweep.ended()).isZero();
    }

    @Test
    void theRecordOfAHandlerThatDiedDecidesTheCost() {
        open(ACCOUNT);
        var open = expired(ACCOUNT);
        log.append(TestRecords.answered(
                ACCOUNT, open.key(), open.hold(), open.walletVersion(), new Money(77), new Money(90)));

        sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(wallet(ACCOUNT).cash()).isEqualTo(new Money(9_923));
        assertThat(record(open).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void aHandlerThatSettlesAfterTheSweepChargesNothing() {
        open(ACCOUNT);
        var open = expired(ACCOUNT);
        sweeper(10).run(SweepHoldsTest::timeIsUp);

        var settlement = settleHold.settle(
                open.hold(),
                TestRecords.answered(
                        ACCOUNT, open.key(), open.hold(), open.walletVersion(), new Money(77), new Money(90)));

        assertThat(settlement.image()).isEmpty();
        assertThat(settlement.record().outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(wallet(ACCOUNT).cash()).isEqualTo(new Money(10_000));
    }

    @Test
    void sweepersThatRunInParallelSettleEachHoldOnce() throws Exception {
        var opened = new ArrayList<OpenHold>();
        for (var number = 0; number < 20; number++) {
            var account = new AccountId("acct-" + number);
            open(account);
            opened.add(expired(account));
            checkpoint(opened.getLast(), 100, 100);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, 8)
                    .<Callable<Sweep>>mapToObj(run -> () -> sweeper(3).run(SweepHoldsTest::timeIsUp))
                    .toList();

            var sweeps =
                    threads.invokeAll(runs).stream().map(run -> run.resultNow()).toList();

            assertThat(sweeps.stream().mapToInt(Sweep::ended).sum()).isEqualTo(20);
        }
        assertThat(opened)
                .allSatisfy(open -> assertThat(wallet(open.account()).cash()).isEqualTo(new Money(9_900)));
    }

    @Test
    void aRunWithoutTimeLeavesTheRemainingWalletsToTheNextRun() {
        for (var number = 1; number <= 5; number++) {
            open(new AccountId("acct-" + number));
        }
        var early = expired(new AccountId("acct-1"));
        var late = expired(new AccountId("acct-5"));

        var first = sweeper(2).run(() -> true);
        assertThat(wallet(early.account()).holds()).isEmpty();
        assertThat(wallet(late.account()).holds()).isNotEmpty();
        var second = sweeper(2).run(() -> true);
        expired(early.account());
        var third = sweeper(2).run(SweepHoldsTest::timeIsUp);

        assertThat(first.complete()).isFalse();
        assertThat(second.ended()).isZero();
        assertThat(third.complete()).isTrue();
        assertThat(third.ended()).isEqualTo(2);
        assertThat(wallet(late.account()).holds()).isEmpty();
    }

    @Test
    void aCheckpointThatCannotBeReadLeavesTheHoldToTheNextRun() {
        open(ACCOUNT);
        var open = expired(ACCOUNT);
        checkpoints.breakDown();

        var sweep = sweeper(10).run(SweepHoldsTest::timeIsUp);

        assertThat(sweep).isEqualTo(new Sweep(1, 0, 1, Money.ZERO, Money.ZERO, true));
        assertThat(alarms).containsExactly(Alarm.SWEEP_FAILED);
        assertThat(wallet(ACCOUNT).holds()).containsKey(open.key());
    }

    @Test
    void aWalletThatCannotBeReadIsReportedAndTheOthersAreSwept() {
        open(ACCOUNT);
        expired(ACCOUNT);

        var sweep = sweeper(new InMemoryWalletScan(ledger, 10).withUnreadable("broken"), settleHold)
                .run(() -> false);

        assertThat(sweep.ended()).isEqualTo(1);
        assertThat(sweep.failures()).isEqualTo(1);
        assertThat(alarms).containsExactly(Alarm.SWEEP_FAILED);
    }

    @Test
    void aHoldThatCannotBeSettledDoesNotStopTheOthers() {
        var broken = new AccountId("acct-1");
        var fine = new AccountId("acct-2");
        open(broken);
        open(fine);
        expired(broken);
        expired(fine);
        var breaking = new SettleHold(
                new InMemoryUsageLog() {
                    @Override
                    public UsageRecord append(UsageRecord record) {
                        if (record.account().equals(broken)) {
                            throw new IllegalStateException("The store is down");
                        }
                        return super.append(record);
                    }
                },
                ledger,
                (alarm, subject) -> alarms.add(alarm));

        var sweep = sweeper(10, breaking).run(SweepHoldsTest::timeIsUp);

        assertThat(sweep.failures()).isEqualTo(1);
        assertThat(sweep.ended()).isEqualTo(1);
        assertThat(alarms).containsExactly(Alarm.SWEEP_FAILED);
        assertThat(wallet(broken).holds()).hasSize(1);
        assertThat(wallet(fine).holds()).isEmpty();
    }
}
