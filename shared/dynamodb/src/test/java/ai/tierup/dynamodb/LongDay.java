package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseAccount;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.books.InMemoryBooks;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.InMemoryUsageRollups;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryScanMarks;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A program that audits, exports and closes an account with a million records on one day. {@link LongDayTest} runs it with a heap that is
 * much smaller than these records.
 */
final class LongDay {

    static final int RECORDS = 1_000_000;

    private static final int PAGE_RECORDS = 1_000;
    private static final AccountId ACCOUNT = new AccountId("busy");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-25T00:05:00Z");
    private static final Money CASH = Money.ofUsd("1000");
    private static final Money COST = new Money(100);
    private static final TableNames NAMES = new TableNames("wallets", "ledger", "directory", "transient");

    private LongDay() {}

    /** Prints what each job found. */
    public static void main(String[] arguments) {
        var client = new LedgerClient();
        var clients = DynamoDbClients.of(client, client);
        var books = new DynamoDbBooks(clients, NAMES);
        var wallets = new InMemoryWalletLedger();
        wallets.put(wallet());
        var scan = new InMemoryWalletScan(wallets, 10);
        var audit = new AuditWallets(
                        scan,
                        new InMemoryScanMarks(),
                        new AuditAccount(wallets, books, InstantSource.fixed(NEXT_DAY)),
                        (alarm, subject) -> {})
                .run(Depth.EVERYTHING, () -> false);
        System.out.println("audited " + audit.accounts() + " " + audit.findings());
        var exported = new DynamoDbUsageLog(clients, NAMES)
                .ofDay(ACCOUNT, DAY)
                .map(UsageRecord::cost)
                .reduce(Money.ZERO, Money::plus);
        System.out.println("exported " + exported);
        var closed = new CloseDays(
                        scan,
                        new InMemoryScanMarks(),
                        new CloseAccount(wallets, books, new InMemoryUsageRollups(), WalletRules.STANDARD),
                        new InMemoryBooks(new InMemoryUsageLog()),
                        new InMemoryPoolLedger(),
                        (alarm, subject) -> System.out.println(alarm),
                        InstantSource.fixed(NEXT_DAY))
                .run(() -> false);
        System.out.println("closed " + closed.statements() + " " + client.statement.get());
    }

    private static Wallet wallet() {
        var debits = new Money(COST.nanoUsd() * RECORDS);
        return new Wallet(
                ACCOUNT,
                Freezes.NONE,
                new Balance(CASH.minus(debits), Money.ZERO, CASH, debits),
                7,
                new DayCounters(DAY, Wallet.NO_LIMIT, Wallet.NO_LIMIT, Money.ZERO),
                Map.of(),
                Map.of());
    }

    private static Map<String, AttributeValue> record(int number) {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), number), 0);
        var hold = new Hold(new Money(500), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, DAY, Set.of());
        return RowDigest.withDigest(
                UsageRecordItem.write(TestRecords.answered(ACCOUNT, key, hold, 5, COST, new Money(150))));
    }

    /** A ledger whose every page of usage has the same thousand records, so that only readers can exhaust the memory. */
    private static final class LedgerClient implements DynamoDbClient {

        final AtomicReference<String> statement = new AtomicReference<>("none");

        private final List<Map<String, AttributeValue>> records =
                IntStream.range(0, PAGE_RECORDS).mapToObj(LongDay::record).toList();

        @Override
        public QueryResponse query(QueryRequest request) {
            var partition = request.expressionAttributeValues().values().stream()
                    .map(AttributeValue::s)
                    .filter(value -> value.startsWith("A#"))
                    .findFirst()
                    .orElseThrow();
            if (partition.equals(LedgerEntryItem.partition(ACCOUNT))) {
                return page(List.of(LedgerEntryItem.write(TestEntries.opening(ACCOUNT, "adj#1", CASH, DAY))));
            }
            if (!partition.equals(UsageRecordItem.partition(ACCOUNT, DAY))) {
                return page(List.of());
            }
            var start =
                    request.hasExclusiveStartKey() ? AttributeValues.number(request.exclusiveStartKey(), "page") : 0;
            return start + PAGE_RECORDS < RECORDS
                    ? page(records).toBuilder()
                            .lastEvaluatedKey(Map.of("page", AttributeValue.fromN(Long.toString(start + PAGE_RECORDS))))
                            .build()
                    : page(records);
        }

        private static QueryResponse page(List<Map<String, AttributeValue>> items) {
            return QueryResponse.builder().items(items).build();
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            var item = request.transactItems().getFirst().put().item();
            statement.set(AttributeValues.number(item, "requests") + " requests, debits "
                    + AttributeValues.amount(item, "debits"));
            return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
