package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.books.Statement;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.LedgerEntry;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The books in the ledger table. Usage records are in the partition {@code "A#<account>#<yyyymmdd>"}, other entries in
 * {@code "A#<account>#C"}, and statements in {@code "A#<account>#S"}, sorted by day.
 */
public final class DynamoDbBooks implements Books {

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbBooks(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.tables = tables;
    }

    @Override
    public Stream<Row<UsageRecord>> usage(AccountId account, LocalDate day) {
        return query(UsageRecordItem.partition(account, day), UsageRecordItem::read);
    }

    @Override
    public DayUsage sums(AccountId account, LocalDate day) {
        return new DaySums(client, tables.ledger(), account, day).read();
    }

    @Override
    public Stream<Row<LedgerEntry>> entries(AccountId account) {
        return query(LedgerEntryItem.partition(account), item -> LedgerEntryItem.read(account, item));
    }

    @Override
    public Optional<Row<LedgerEntry>> entry(AccountId account, String businessId) {
        var item = client.getItem(read -> read.tableName(tables.ledger())
                        .key(Map.of(
                                "pk", AttributeValues.text(LedgerEntryItem.partition(account)),
                                "sk", AttributeValues.text(businessId)))
                        .consistentRead(true))
                .item();
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(row(item, entry -> LedgerEntryItem.read(account, entry)));
    }

    @Override
    public List<LedgerEntry> newestEntries(AccountId account, @Nullable EntryId before, int limit) {
        var newest = all(LedgerEntryItem.partition(account))
                .indexName("byTime")
                .scanIndexForward(false)
                .limit(limit);
        if (before != null) {
            newest.keyConditionExpression("pk = :pk AND " + LedgerEntryItem.ENTRY_ID + " < :before")
                    .expressionAttributeValues(Map.of(
                            ":pk", AttributeValues.text(LedgerEntryItem.partition(account)),
                            ":before", AttributeValues.text(before.value())));
        }
        return client.queryPaginator(newest.build()).items().stream()
                .limit(limit)
                .map(item -> LedgerEntryItem.read(account, item))
                .toList();
    }

    @Override
    public Optional<Row<Statement>> latestStatement(AccountId account) {
        var latest =
                all(StatementItem.partition(account)).scanIndexForward(false).limit(1);
        return client.query(latest.build()).items().stream()
                .map(item -> row(item, statement -> StatementItem.read(account, statement)))
                .findFirst();
    }

    @Override
    public List<Row<Statement>> statements(AccountId account) {
        return query(StatementItem.partition(account), item -> StatementItem.read(account, item))
                .toList();
    }

    @Override
    public List<Row<Statement>> statements(AccountId account, LocalDate from, LocalDate to) {
        var some = all(StatementItem.partition(account))
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValues.text(StatementItem.partition(account)),
                        ":from", AttributeValues.text(DateTimeFormatter.BASIC_ISO_DATE.format(from)),
                        ":to", AttributeValues.text(DateTimeFormatter.BASIC_ISO_DATE.format(to))));
        return client.queryPaginator(some.build()).items().stream()
                .map(item -> row(item, statement -> StatementItem.read(account, statement)))
                .toList();
    }

    @Override
    public boolean close(Statement statement) {
        return Transactions.tryWrite(
                client,
                Transactions.putIfAbsent(tables.ledger(), RowDigest.withDigest(StatementItem.write(statement))),
                TransactWriteItem.builder()
                        .update(DayTotals.add(tables.wallets(), statement))
                        .build());
    }

    private <T> Stream<Row<T>> query(String partition, Function<Map<String, AttributeValue>, T> read) {
        return client.queryPaginator(all(partition).build()).items().stream().map(item -> row(item, read));
    }

    private QueryRequest.Builder all(String partition) {
        return QueryRequest.builder()
                .tableName(tables.ledger())
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValues.text(partition)))
                .consistentRead(true);
    }

    /** @throws IllegalStateException if the row cannot be read; the message names the row */
    private static <T> Row<T> row(Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> read) {
        var name = AttributeValues.text(item, "pk") + " " + AttributeValues.text(item, "sk");
        try {
            return new Row<>(read.apply(item), name, RowDigest.isIntact(item));
        } catch (RuntimeException e) {
            throw new IllegalStateException("Row " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
