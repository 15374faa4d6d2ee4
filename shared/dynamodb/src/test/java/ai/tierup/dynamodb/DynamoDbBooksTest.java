package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.books.CloseAccount;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.books.PlatformStatement;
import ai.tierup.domain.books.PoolSpend;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.OpenAnswer;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests of audits and of closing a day, after real requests and with tampered rows. */
@Tag("store")
class DynamoDbBooksTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final InstantSource WEDNESDAY = InstantSource.fixed(NOON.plusSeconds(86_400));
    private static final Money ALLOWANCE = WalletRules.STANDARD.freeAllowance();

    private final List<String> alarms = new ArrayList<>();
    private int requests;

    private void spend(TableNames names, long cost, long upstreamCost) {
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);
        var key = new HoldKey(RequestId.of(NOON, ++requests), 0);
        var hold = new Hold(new Money(500), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, TUESDAY, Set.of());
        ledger.place(ACCOUNT, new Placement(key, hold, null, 10, ALLOWANCE, List.of()));
        var version = ledger.find(ACCOUNT).orElseThrow().version();
        new SettleHold(
                        new DynamoDbUsageLog(LocalTables.CLIENTS, names),
                        ledger,
                        (alarm, subject) -> alarms.add(subject))
                .settle(
                        hold,
                        TestRecords.answered(ACCOUNT, key, hold, version, new Money(cost), new Money(upstreamCost)));
    }

    private TableNames tablesWithTwoRequests(String name) {
        var names = LocalTables.create(name);
        new DynamoDbWalletLedger(LocalTables.CLIENTS, names)
                .open(TestEntries.opening(ACCOUNT, "adj#1", new Money(10_000), TUESDAY), ALLOWANCE);
        spend(names, 100, 150);
        spend(names, 40, 30);
        return names;
    }

    private static List<String> audit(TableNames names, Depth depth) {
        return new AuditAccount(
                        new DynamoDbWalletLedger(LocalTables.CLIENTS, names),
                        new DynamoDbBooks(LocalTables.CLIENTS, names),
                        WEDNESDAY)
                .audit(ACCOUNT, depth);
    }

    private CloseDays.Run close(TableNames names) {
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);
        return new CloseDays(
                        new DynamoDbWalletScan(LocalTables.CLIENTS, names),
                        new DynamoDbScanMarks(LocalTables.CLIENTS, names, WEDNESDAY),
                        new CloseAccount(
                                ledger,
                                new DynamoDbBooks(LocalTables.CLIENTS, names),
                                new DynamoDbUsageRollups(LocalTables.CLIENTS, names),
                                WalletRules.STANDARD),
                        new DynamoDbPlatformBooks(LocalTables.CLIENTS, names),
                        new DynamoDbPoolLedger(LocalTables.CLIENTS, names),
                        (alarm, subject) -> alarms.add(subject),
                        WEDNESDAY)
                .run(() -> false);
    }

    @Test
    void aDayIsClosedOnceForAccountAndPlatform() {
        var names = tablesWithTwoRequests("closed");
        var pools = new DynamoDbPoolLedger(LocalTables.CLIENTS, names);
        for (var pool : List.of(Pool.SUBSIDY, Pool.PLATFORM)) {
            var day = pools.roll(new PoolDay(pool, TUESDAY, Money.ofUsd("1"), 2));
            pools.lease(day, 1, new Money(200));
        }

        var run = close(names);
        var again = close(names);

        var books = new DynamoDbBooks(LocalTables.CLIENTS, names);
        var expected = new PoolSpend(2, new Money(140), new Money(180), new Money(50), Money.ZERO);
        assertThat(run.closed()).extracting(PlatformStatement::total).containsExactly(expected);
        assertThat(run.closed().getFirst().spends()).isEqualTo(Map.of(Pool.SUBSIDY, expected));
        assertThat(again.closed()).isEmpty();
        assertThat(new DynamoDbPlatformBooks(LocalTables.CLIENTS, names).latest())
                .contains(TUESDAY);
        assertThat(books.latestStatement(ACCOUNT).orElseThrow())
                .isEqualTo(books.statements(ACCOUNT).getFirst())
                .satisfies(row -> {
                    assertThat(row.intact()).isTrue();
                    assertThat(row.content().closing()).isEqualTo(new Money(9_860));
                    assertThat(row.content().movements().pools()).isEqualTo(Map.of(Pool.SUBSIDY, expected));
                });
        assertThat(books.close(books.latestStatement(ACCOUNT).orElseThrow().content()))
                .isFalse();
        assertThat(audit(names, Depth.OPEN_DAYS)).isEmpty();
        assertThat(audit(names, Depth.EVERYTHING)).isEmpty();
        assertThat(alarms).isEmpty();
    }

    @Test
    void noWalletOpensOnADayThatIsBeingClosed() {
        var names = LocalTables.create("closing");
        var platform = new DynamoDbPlatformBooks(LocalTables.CLIENTS, names);
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);

        platform.announceClose(TUESDAY);
        platform.announceClose(TUESDAY.minusDays(1));

        assertThat(ledger.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(5), TUESDAY), ALLOWANCE))
                .isEqualTo(new OpenAnswer.DayIsClosing(TUESDAY));
        assertThat(ledger.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(5), TUESDAY.plusDays(1)), ALLOWANCE))
                .isEqualTo(new OpenAnswer.Opened());
        assertThat(ledger.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(5), TUESDAY), ALLOWANCE))
                .isEqualTo(new OpenAnswer.OpenedBefore());
        assertThat(ledger.find(ACCOUNT).orElseThrow().day()).isEqualTo(TUESDAY.plusDays(1));
    }

    @Test
    void aWalletIsReplacedAsItIsUnlessItHasChanged() {
        var names = tablesWithTwoRequests("replaced");
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);
        ledger.countKey(ACCOUNT, new SpenderId("key_1"));
        ledger.freeze(ACCOUNT, Freezes.dispute("du_1"));
        ledger.freeze(ACCOUNT, Freezes.OPERATOR);
        ledger.thaw(ACCOUNT, Set.of(Freezes.dispute("du_1"), Freezes.OPERATOR), Freezes.dispute("du_1"));
        var seen = ledger.find(ACCOUNT).orElseThrow();
        var hold = new Hold(
                new Money(500), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, TUESDAY, Set.of(new SpenderId("key_1")));
        var next = new Wallet(
                ACCOUNT,
                seen.freezes(),
                new Balance(new Money(1), new Money(2), new Money(3), new Money(4)),
                seen.version() + 5,
                seen.counters(),
                Map.of(new HoldKey(RequestId.of(NOON, 77), 0), hold),
                seen.keys());

        assertThat(ledger.replace(Optional.empty(), next)).isEqualTo(new WriteAnswer.Refused(Optional.of(seen)));
        assertThat(ledger.replace(Optional.of(seen), next)).isEqualTo(new WriteAnswer.Written(next));
        assertThat(ledger.replace(Optional.of(seen), next)).isEqualTo(new WriteAnswer.Refused(Optional.of(next)));
        assertThat(ledger.find(ACCOUNT)).contains(next);
        LocalTables.CLIENTS
                .retrying()
                .deleteItem(delete -> delete.tableName(names.wallets()).key(WalletItem.key(ACCOUNT)));
        assertThat(ledger.replace(Optional.empty(), seen)).isEqualTo(new WriteAnswer.Written(seen));
        assertThat(ledger.find(ACCOUNT)).contains(seen);
    }

    @Test
    void anAuditNamesAChangedRowAndTheDifference() {
        var names = tablesWithTwoRequests("tampered");
        assertThat(audit(names, Depth.EVERYTHING)).isEmpty();
        var record = new DynamoDbBooks(LocalTables.CLIENTS, names)
                .usage(ACCOUNT, TUESDAY)
                .toList()
                .getFirst();
        var key = Map.of(
                "pk", AttributeValue.fromS(record.name().split(" ", 2)[0]),
                "sk", AttributeValue.fromS(record.name().split(" ", 2)[1]));

        LocalTables.CLIENTS
                .retrying()
                .updateItem(update -> update.tableName(names.ledger())
                        .key(key)
                        .updateExpression("SET cost = :lowerCost, upstreamCost = :lowerCost")
                        .expressionAttributeValues(Map.of(":lowerCost", AttributeValue.fromN("99"))));

        assertThat(audit(names, Depth.EVERYTHING))
                .anySatisfy(finding -> assertThat(finding).contains(record.name()))
                .anySatisfy(finding -> assertThat(finding).contains("$0.000000001 apart"));
    }

    @Test
    void anUnreadableRowIsNamed() {
        var names = tablesWithTwoRequests("unreadable");
        var record = new DynamoDbBooks(LocalTables.CLIENTS, names)
                .usage(ACCOUNT, TUESDAY)
                .toList()
                .getFirst();

        LocalTables.CLIENTS
                .retrying()
                .updateItem(update -> update.tableName(names.ledger())
                        .key(Map.of(
                                "pk", AttributeValue.fromS(record.name().split(" ", 2)[0]),
                                "sk", AttributeValue.fromS(record.name().split(" ", 2)[1])))
                        .updateExpression("REMOVE cost"));

        assertThatIllegalStateException()
                .isThrownBy(() -> audit(names, Depth.OPEN_DAYS))
                .withMessageContaining(record.name());
    }

    @Test
    void statementsAndEntriesAreReadAsTheyWereWritten() {
        var names = tablesWithTwoRequests("read");
        close(names);
        var books = new DynamoDbBooks(LocalTables.CLIENTS, names);

        assertThat(books.statements(ACCOUNT))
                .extracting(Row::content)
                .extracting(statement -> statement.movements().requests())
                .containsExactly(2L);
        assertThat(books.entries(ACCOUNT))
                .extracting(row -> row.content().amount())
                .containsExactly(new Money(10_000));
    }

    @Test
    void anEntryIsReadWithTheTopUpThatItStemsFrom() {
        var names = tablesWithTwoRequests("topup");
        var topUp = TopUpId.of(NOON, 7);
        var bookEntry = new BookEntry(
                new DynamoDbWalletLedger(LocalTables.CLIENTS, names), InstantSource.fixed(NOON), new Random(5));

        bookEntry.book(new BookEntry.Fact(ACCOUNT, "refund#re_1", EntryType.REFUND, Purse.CASH, new Money(-1), topUp));

        var books = new DynamoDbBooks(LocalTables.CLIENTS, names);
        assertThat(books.newestEntries(ACCOUNT, null, 2))
                .extracting(LedgerEntry::topUp)
                .containsExactlyInAnyOrder(topUp, null);
        assertThat(books.entry(ACCOUNT, "refund#re_1").orElseThrow().intact()).isTrue();
    }
}
