package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.autotopup.AutoTopUp;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.payment.TopUpOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Automatic top-ups in the directory table; see {@link AutoTopUpItem}. */
public final class DynamoDbAutoTopUps implements AutoTopUps {

    private static final String IF_SEEN = "#version = :seen";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbAutoTopUps(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
    }

    @Override
    public AutoTopUp find(AccountId account) {
        var item = client.getItem(read ->
                        read.tableName(table).key(AutoTopUpItem.key(account)).consistentRead(true))
                .item();
        return Optional.of(item)
                .filter(found -> !found.isEmpty())
                .map(AutoTopUpItem::read)
                .orElseGet(() -> AutoTopUp.none(account));
    }

    @Override
    public List<AutoTopUp> list(@Nullable AccountId after, int limit) {
        var query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AutoTopUpItem.LIST))
                .consistentRead(true)
                .limit(limit);
        if (after != null) {
            query.exclusiveStartKey(AutoTopUpItem.key(after));
        }
        return client.queryPaginator(query.build()).items().stream()
                .limit(limit)
                .map(AutoTopUpItem::read)
                .toList();
    }

    @Override
    public boolean replace(AutoTopUp next) {
        return write(next, List.of());
    }

    @Override
    public boolean change(AutoTopUp next) {
        return AccountWrites.write(client, table, next.account(), List.of(write(next)))
                .isEmpty();
    }

    @Override
    public boolean start(AutoTopUp next, TopUpOrder order) {
        return write(next, List.of(Transactions.putIfAbsent(table, DynamoDbTopUpOrders.item(order))));
    }

    @Override
    public boolean tell(AutoTopUp next, List<Delivery> deliveries) {
        return write(
                next,
                deliveries.stream()
                        .map(delivery -> Transactions.putIfAbsent(table, DeliveryItem.write(delivery)))
                        .toList());
    }

    private boolean write(AutoTopUp next, List<TransactWriteItem> others) {
        var writes = new ArrayList<>(others);
        writes.add(write(next));
        return Transactions.write(client, writes).isEmpty();
    }

    private TransactWriteItem write(AutoTopUp next) {
        var put = Put.builder().tableName(table).item(AutoTopUpItem.write(next));
        var replacing = next.version() == 1
                ? put.conditionExpression(Documents.IF_ABSENT)
                : put.conditionExpression(IF_SEEN)
                        .expressionAttributeNames(Map.of("#version", AutoTopUpItem.VERSION))
                        .expressionAttributeValues(seen(next.version() - 1));
        return TransactWriteItem.builder().put(replacing.build()).build();
    }

    private static Map<String, AttributeValue> seen(long version) {
        return Map.of(":seen", AttributeValues.number(version));
    }

    @Override
    public void remove(AutoTopUp seen) {
        try {
            client.deleteItem(delete -> delete.tableName(table)
                    .key(AutoTopUpItem.key(seen.account()))
                    .conditionExpression(IF_SEEN)
                    .expressionAttributeNames(Map.of("#version", AutoTopUpItem.VERSION))
                    .expressionAttributeValues(seen(seen.version())));
        } catch (ConditionalCheckFailedException e) {
            // It was changed or removed meanwhile.
        }
    }
}
