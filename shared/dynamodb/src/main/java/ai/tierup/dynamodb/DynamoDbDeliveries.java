package ai.tierup.dynamodb;

import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.alert.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Deliveries of alerts in the directory table; see {@link DeliveryItem}. */
public final class DynamoDbDeliveries implements Deliveries {

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbDeliveries(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
    }

    @Override
    public List<Delivery> due(Instant now, int limit) {
        var end = DeliveryItem.position(now.plusMillis(1));
        var query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk < :end")
                .expressionAttributeValues(Map.of(":pk", DeliveryItem.LIST, ":end", AttributeValues.text(end)))
                .consistentRead(true)
                .limit(limit)
                .build();
        return client.queryPaginator(query).items().stream()
                .limit(limit)
                .map(DeliveryItem::read)
                .toList();
    }

    /** The position of a delivery is new with each attempt, so a delivery that is at its old one is as it was seen. */
    @Override
    public boolean replace(Delivery seen, Delivery next) {
        return Transactions.tryWrite(
                client,
                Transactions.deleteIfPresent(table, DeliveryItem.key(seen)),
                Transactions.put(table, DeliveryItem.write(next)));
    }

    @Override
    public void remove(Delivery delivery) {
        client.deleteItem(delete -> delete.tableName(table).key(DeliveryItem.key(delivery)));
    }
}
