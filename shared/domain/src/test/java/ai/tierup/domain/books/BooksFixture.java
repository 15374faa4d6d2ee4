package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.InMemoryUsageRollups;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryScanMarks;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.OpenWallet;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WalletScan;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Accounts that spend, and their books. */
final class BooksFixture {

    static final AccountId ACME = new AccountId("acme");

    final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final InMemoryUsageLog log = new InMemoryUsageLog();
    final InMemoryBooks books = new InMemoryBooks(log);
    final InMemoryUsageRollups rollups = new InMemoryUsageRollups();
    final PoolLedger pools = new InMemoryPoolLedger();
    final InMemoryScanMarks marks = new InMemoryScanMarks();
    final List<Alarm> alarms = new ArrayList<>();
    private final SettleHold settleHold = new SettleHold(log, ledger, (alarm, subject) -> alarms.add(alarm));
    private int requests;

    BooksFixture() {
        books.announceTo(ledger);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    void open(AccountId account, long cash) {
        new OpenWallet(ledger, WalletRules.STANDARD)
                .open(TestEntries.opening(account, "adj#1", new Money(cash), today()));
        books.enter(account, "adj#1", new Money(cash), wallet(account).day());
    }

    Wallet wallet(AccountId account) {
        return ledger.find(account).orElseThrow();
    }

    /** Places a hold of 500 nano-dollars on the wallet's day, or on today when that is later. */
    OpenHold place(AccountId account) {
        var before = wallet(account);
        var day = before.day().isBefore(today()) ? today() : before.day();
        var roll = before.day().isBefore(day) ? DayRoll.of(before, day) : null;
        var key = new HoldKey(RequestId.of(clock.instant(), ++requests), 0);
        var hold = new Hold(
                new Money(500),
                Money.ZERO,
                Purse.CASH,
                TierId.TIER_2,
                clock.instant().plusSeconds(360).getEpochSecond(),
                day,
                Set.of());
        ledger.place(account, new Placement(key, hold, roll, 100, WalletRules.STANDARD.freeAllowance(), List.of()));
        return new OpenHold(account, key, hold, wallet(account).version());
    }

    void settle(OpenHold open, long cost, long upstreamCost) {
        settleHold.settle(
                open.hold(),
                TestRecords.answered(
                        open.account(),
                        open.key(),
                        open.hold(),
                        open.walletVersion(),
                        new Money(cost),
                        new Money(upstreamCost)));
    }

    /** Places and settles a hold. */
    void spend(AccountId account, long cost, long upstreamCost) {
        settle(place(account), cost, upstreamCost);
    }

    CloseDays closeDays(int pageSize) {
        return closeDays(new InMemoryWalletScan(ledger, pageSize));
    }

    CloseDays closeDays(WalletScan wallets) {
        return new CloseDays(
                wallets,
                marks,
                new CloseAccount(ledger, books, rollups, WalletRules.STANDARD),
                books,
                pools,
                (alarm, subject) -> alarms.add(alarm),
                clock);
    }
}
