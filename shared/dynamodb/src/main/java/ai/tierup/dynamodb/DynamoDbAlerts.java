package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.AlertSettings;
import ai.tierup.domain.alert.AlertState;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Alerts in the directory table; see {@link AlertItem}. */
public final class DynamoDbAlerts implements Alerts {

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbAlerts(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
    }

    @Override
    public Optional<AlertSettings> find(AccountId account) {
        return Optional.of(item(AlertItem.settingsKey(account)))
                .filter(item -> !item.isEmpty())
                .map(AlertItem::readSettings);
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return client.getItem(read -> read.tableName(table).key(key).consistentRead(true))
                .item();
    }

    @Override
    public void save(AlertSettings settings) {
        AccountWrites.put(client, table, settings.account(), AlertItem.write(settings));
    }

    @Override
    public void remove(AccountId account) {
        Transactions.tryWrite(
                client,
                Transactions.delete(table, AlertItem.settingsKey(account)),
                Transactions.delete(table, AlertItem.stateKey(account)));
    }

    @Override
    public List<AlertSettings> list(@Nullable AccountId after, int limit) {
        var query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AlertItem.LIST))
                .consistentRead(true)
                .limit(limit);
        if (after != null) {
            query.exclusiveStartKey(AlertItem.settingsKey(after));
        }
        return client.queryPaginator(query.build()).items().stream()
                .limit(limit)
                .map(AlertItem::readSettings)
                .toList();
    }

    @Override
    public AlertState state(AccountId account) {
        var item = item(AlertItem.stateKey(account));
        return item.isEmpty() ? AlertState.unseen(account) : AlertItem.readState(account, item);
    }

    @Override
    public boolean advance(AlertState next, List<Delivery> deliveries) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(TransactWriteItem.builder().put(replacing(next)).build());
        writes.add(requireSettings(next.account()));
        deliveries.forEach(delivery -> writes.add(Transactions.putIfAbsent(table, DeliveryItem.write(delivery))));
        return Transactions.write(client, writes).isEmpty();
    }

    private Put replacing(AlertState next) {
        var put = Put.builder().tableName(table).item(AlertItem.write(next));
        return next.version() == 1
                ? put.conditionExpression(Documents.IF_ABSENT).build()
                : put.conditionExpression("#version = :seen")
                        .expressionAttributeNames(Map.of("#version", AlertItem.VERSION))
                        .expressionAttributeValues(Map.of(":seen", AttributeValues.number(next.version() - 1)))
                        .build();
    }

    private TransactWriteItem requireSettings(AccountId account) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(AlertItem.settingsKey(account))
                        .conditionExpression("attribute_exists(pk)"))
                .build();
    }
}
