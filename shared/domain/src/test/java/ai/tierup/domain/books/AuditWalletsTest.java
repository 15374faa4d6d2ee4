package ai.tierup.domain.books;

import static ai.tierup.domain.books.BooksFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.Wallet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditWalletsTest {

    private final BooksFixture shop = new BooksFixture();

    private AuditWallets.Report audit(Depth depth) {
        return audit(depth, () -> false);
    }

    private AuditWallets.Report audit(Depth depth, BooleanSupplier timeIsUp) {
        return new AuditWallets(
                        new InMemoryWalletScan(shop.ledger, 2),
                        shop.marks,
                        new AuditAccount(shop.ledger, shop.books, shop.clock),
                        (alarm, subject) -> shop.alarms.add(alarm))
                .run(depth, timeIsUp);
    }

    private List<String> findings(Depth depth) {
        return audit(depth).findings();
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void aCorrectAccountHasNoFindingsWithOpenHoldsAndClosedDays(Depth depth) {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        shop.clock.pass(Duration.ofDays(1));
        shop.closeDays(10).run(() -> false);
        shop.spend(ACME, 200, 0);
        shop.place(ACME);

        assertThat(findings(depth)).isEmpty();
        assertThat(shop.alarms).isEmpty();
    }

    @Test
    void aRecordWhoseHoldIsOpenIsNotCountedYet() {
        shop.open(ACME, 10_000);
        var open = shop.place(ACME);
        shop.log.append(
                TestRecords.answered(ACME, open.key(), open.hold(), open.walletVersion(), new Money(123), Money.ZERO));

        assertThat(findings(Depth.OPEN_DAYS)).isEmpty();
    }

    @Test
    void aRecordOfALaterVersionThanTheImageIsNotCounted() {
        shop.open(ACME, 10_000);
        shop.books.tamper(rows -> {
            // A request is placed and settled between the read of the wallet and that of its rows.
            shop.books.tamper(later -> later);
            shop.spend(ACME, 55, 0);
            return shop.books.usage(ACME, shop.today()).toList();
        });

        assertThat(findings(Depth.OPEN_DAYS)).isEmpty();
        assertThat(shop.wallet(ACME).debits()).isEqualTo(new Money(55));
    }

    @Test
    void aWalletThatWasRestoredToBeforeItsLastRecordsIsFound() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        var restored = shop.wallet(ACME);
        shop.spend(ACME, 55, 0);
        shop.ledger.put(restored);

        assertThat(findings(Depth.OPEN_DAYS)).singleElement().asString().contains("older than its ledger");
    }

    @Test
    void aRowThatWasChangedIsNamed() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        shop.books.tamper(rows -> rows.stream()
                .map(row -> new Row<>(row.content(), row.name(), false))
                .toList());

        assertThat(findings(Depth.OPEN_DAYS)).singleElement().asString().contains("was changed after it was put");
        assertThat(shop.alarms).containsExactly(Alarm.AUDIT_MISMATCH);
    }

    @Test
    void aMissingRowLeavesADifference() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        shop.books.tamper(rows -> List.of());

        assertThat(findings(Depth.OPEN_DAYS))
                .singleElement()
                .asString()
                .contains("debits")
                .contains("$0.000000100 apart");
    }

    @Test
    void aRowRemovedAfterItsDayWasClosedIsFoundByAFullAudit() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        shop.clock.pass(Duration.ofDays(1));
        shop.closeDays(10).run(() -> false);
        shop.books.tamper(rows -> List.of());

        assertThat(findings(Depth.OPEN_DAYS)).isEmpty();
        assertThat(findings(Depth.EVERYTHING))
                .anySatisfy(finding -> assertThat(finding).contains("statement 2026-11-24"));
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void theStatementsStandForRecordsThatAreNoLongerKept(Depth depth) {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        shop.clock.pass(Duration.ofDays(1));
        shop.spend(ACME, 30, 0);
        shop.closeDays(10).run(() -> false);
        shop.clock.pass(Duration.ofDays(UsageRecord.RETENTION_DAYS - 1));
        shop.closeDays(10).run(() -> false);
        shop.spend(ACME, 7, 0);

        shop.books.tamper(rows -> rows.stream()
                .filter(row -> row.content().expiryDay().isAfter(shop.today()))
                .toList());

        assertThat(findings(depth)).isEmpty();
    }

    @Test
    void recordsThatAreStillKeptAreMissed() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 0);
        shop.clock.pass(Duration.ofDays(UsageRecord.RETENTION_DAYS - 3));
        shop.closeDays(10).run(() -> false);

        shop.books.tamper(rows -> List.of());

        assertThat(findings(Depth.EVERYTHING))
                .anySatisfy(finding -> assertThat(finding).contains("statement 2026-11-24"));
    }

    @Test
    void aCreditWithoutAnEntryIsFound() {
        shop.open(ACME, 10_000);
        shop.books.enter(ACME, "adj#2", new Money(5), shop.today());

        assertThat(findings(Depth.OPEN_DAYS)).singleElement().asString().contains("credits");
    }

    @Test
    void aWalletThatDoesNotAddUpIsFound() {
        shop.open(ACME, 10_000);
        var wallet = shop.wallet(ACME);
        shop.ledger.put(new Wallet(
                ACME,
                wallet.freezes(),
                new Balance(wallet.cash().plus(new Money(1)), wallet.grant(), wallet.credits(), wallet.debits()),
                wallet.version(),
                wallet.counters(),
                wallet.holds(),
                wallet.keys()));

        assertThat(findings(Depth.OPEN_DAYS)).singleElement().asString().contains("does not add up");
    }

    @Test
    void theFirstAccountWithFindingsIsReportedAndTheOthersAreCounted() {
        for (var number = 1; number <= 5; number++) {
            shop.open(new AccountId("acct-" + number), 1_000);
        }
        shop.books.enter(new AccountId("acct-2"), "adj#2", new Money(5), shop.today());
        shop.books.enter(new AccountId("acct-4"), "adj#2", new Money(7), shop.today());

        var report = audit(Depth.EVERYTHING);

        assertThat(report.first()).contains("acct-2");
        assertThat(report.accounts()).isEqualTo(5);
        assertThat(report.failures()).isEqualTo(2);
        assertThat(report.findings()).singleElement().asString().contains("$-0.000000005 apart");
    }

    @Test
    void anAccountThatCannotBeReadFailsAndTheAuditContinues() {
        shop.open(ACME, 1_000);
        shop.open(new AccountId("zeta"), 1_000);
        shop.books.tamper(rows -> {
            shop.books.tamper(later -> later);
            throw new IllegalStateException("Row A#acme#20261124 U#1 cannot be read");
        });

        var report = audit(Depth.EVERYTHING);

        assertThat(report.accounts()).isEqualTo(2);
        assertThat(report.failures()).isEqualTo(1);
        assertThat(report.findings()).singleElement().asString().contains("U#1");
    }

    @Test
    void anAccountThatExhaustsTheMemoryIsReportedAndTheAuditContinues() {
        shop.open(ACME, 1_000);
        shop.open(new AccountId("zeta"), 1_000);
        shop.books.tamper(rows -> {
            shop.books.tamper(later -> later);
            throw new OutOfMemoryError("Java heap space");
        });

        var report = audit(Depth.EVERYTHING);

        assertThat(report.accounts()).isEqualTo(2);
        assertThat(report.first()).contains("acme");
        assertThat(shop.alarms).containsExactly(Alarm.AUDIT_MISMATCH);
    }

    @Test
    void anUnreadableWalletIsReportedAndTheAuditContinues() {
        shop.open(ACME, 1_000);

        var report = new AuditWallets(
                        new InMemoryWalletScan(shop.ledger, 2).withUnreadable("broken"),
                        shop.marks,
                        new AuditAccount(shop.ledger, shop.books, shop.clock),
                        (alarm, subject) -> shop.alarms.add(alarm))
                .run(Depth.OPEN_DAYS, () -> false);

        assertThat(report.accounts()).isEqualTo(2);
        assertThat(report.first()).contains("broken");
        assertThat(report.findings()).singleElement().asString().contains("it has no cash");
        assertThat(shop.alarms).containsExactly(Alarm.AUDIT_MISMATCH);
    }

    @Test
    void anAccountThatTakesLongerThanARunIsReportedOnlyWhenTheRunBeganWithIt() {
        for (var account : List.of("a-first", "b-slow-one", "c-last")) {
            shop.open(new AccountId(account), 1_000);
        }
        shop.spend(new AccountId("b-slow-one"), 7, 0);
        var rowsRead = new AtomicInteger();

        var first = audit(Depth.OPEN_DAYS, () -> rowsRead.incrementAndGet() > 2);
        var second = audit(Depth.OPEN_DAYS, () -> true);
        var third = audit(Depth.OPEN_DAYS, () -> false);

        assertThat(first.accounts()).isEqualTo(1);
        assertThat(first.failures()).isZero();
        assertThat(second.first()).contains("b-slow-one");
        assertThat(third.accounts()).isEqualTo(1);
        assertThat(third.complete()).isTrue();
        assertThat(shop.alarms).containsExactly(Alarm.AUDIT_MISMATCH);
    }

    @Test
    void anUnreadableWalletBeforeAnAccountThatTakesLongerThanARunDoesNotEndEveryRun() {
        shop.open(ACME, 1_000);

        var report = new AuditWallets(
                        new InMemoryWalletScan(shop.ledger, 2).withUnreadable("broken"),
                        shop.marks,
                        new AuditAccount(shop.ledger, shop.books, shop.clock),
                        (alarm, subject) -> shop.alarms.add(alarm))
                .run(Depth.OPEN_DAYS, () -> true);

        assertThat(report.failures()).isEqualTo(2);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void onlyTheFirstHundredChangedRowsAreNamed() {
        shop.open(ACME, 10_000);
        for (var request = 0; request < 103; request++) {
            shop.spend(ACME, 1, 0);
        }
        shop.books.tamper(rows -> rows.stream()
                .map(row -> new Row<>(row.content(), row.name(), false))
                .toList());

        assertThat(findings(Depth.OPEN_DAYS)).hasSize(101).last().asString().startsWith("3 more rows");
    }

    @Test
    void anAuditOutOfTimeIsContinuedWhereItStopped() {
        for (var number = 1; number <= 5; number++) {
            shop.open(new AccountId("acct-" + number), 1_000);
        }

        var rowsRead = new AtomicInteger();

        var first = audit(Depth.OPEN_DAYS, () -> rowsRead.incrementAndGet() > 2);
        var rest = audit(Depth.OPEN_DAYS, () -> false);

        assertThat(first.complete()).isFalse();
        assertThat(first.accounts()).isEqualTo(2);
        assertThat(rest.accounts()).isEqualTo(3);
        assertThat(rest.complete()).isTrue();
    }
}
