package ai.tierup.dynamodb;

import ai.tierup.domain.books.PlatformBooks;
import ai.tierup.domain.books.PlatformStatement;
import ai.tierup.domain.books.PlatformStatement.PoolUse;
import ai.tierup.domain.guardrail.Pool;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The platform's statements in the ledger table, {@code pk "P#S"}, {@code sk "<yyyymmdd>"}, and the totals behind them. */
public final class DynamoDbPlatformBooks implements PlatformBooks {

    private static final String PARTITION = "P#S";

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbPlatformBooks(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.tables = tables;
    }

    @Override
    public void announceClose(LocalDate through) {
        try {
            client.updateItem(DayTotals.announceClose(tables.wallets(), through));
        } catch (ConditionalCheckFailedException e) {
            // This day was announced before, or a later one.
        }
    }

    @Override
    public Optional<LocalDate> latest() {
        return client
                .query(query -> query.tableName(tables.ledger())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValues.text(PARTITION)))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .findFirst()
                .map(item -> LocalDate.parse(AttributeValues.text(item, "sk"), DateTimeFormatter.BASIC_ISO_DATE));
    }

    @Override
    public PlatformStatement totals(LocalDate day, Map<Pool, PoolUse> pools) {
        var item = client.getItem(get ->
                        get.tableName(tables.wallets()).key(DayTotals.key(day)).consistentRead(true))
                .item();
        return new PlatformStatement(
                day,
                item.isEmpty() ? 0 : AttributeValues.number(item, DayTotals.ACCOUNTS),
                PoolSpendAttributes.read(item),
                pools);
    }

    @Override
    public boolean close(PlatformStatement statement) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(PARTITION));
        item.put("sk", AttributeValues.text(DateTimeFormatter.BASIC_ISO_DATE.format(statement.day())));
        item.put(DayTotals.ACCOUNTS, AttributeValues.number(statement.accounts()));
        PoolSpendAttributes.of(statement.spends())
                .forEach((name, number) -> item.put(name, AttributeValues.number(number)));
        statement.pools().forEach((pool, use) -> {
            item.put(pool + "_budget", AttributeValues.amount(use.budget()));
            item.put(pool + "_leased", AttributeValues.amount(use.leased()));
        });
        try {
            client.putItem(put -> put.tableName(tables.ledger())
                    .item(RowDigest.withDigest(item))
                    .conditionExpression(Documents.IF_ABSENT));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
