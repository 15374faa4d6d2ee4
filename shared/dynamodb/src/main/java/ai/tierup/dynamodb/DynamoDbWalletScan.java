package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.WalletScan;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * The wallets among the items of their table. {@code size} of an attribute that an item does not have is false, so days and shards fall
 * out of the filter by themselves.
 */
public final class DynamoDbWalletScan implements WalletScan {

    /** Whoever looks at all wallets reads more for each, and can stop only between pages. */
    private static final int ITEMS_FOR_ALL = 100;

    /** DynamoDB reads 1 MB in a moment; DynamoDB Local needs longer for that than a client waits. */
    private static final int ITEMS_FOR_HOLDING = 500;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbWalletScan(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.wallets();
    }

    @Override
    public Page all(Optional<String> after) {
        return scan(
                after, ITEMS_FOR_ALL, "begins_with(pk, :wallet)", Map.of(":wallet", Values.text(WalletItem.PK_PREFIX)));
    }

    @Override
    public Page holding(Optional<String> after) {
        return scan(
                after,
                ITEMS_FOR_HOLDING,
                "begins_with(pk, :wallet) AND size(holds) > :zero",
                Map.of(":wallet", Values.text(WalletItem.PK_PREFIX), ":zero", Values.ZERO));
    }

    private Page scan(Optional<String> after, int items, String filter, Map<String, AttributeValue> values) {
        var request = ScanRequest.builder()
                .tableName(table)
                .limit(items)
                .filterExpression(filter)
                .expressionAttributeValues(values);
        after.ifPresent(pk -> request.exclusiveStartKey(Map.of("pk", Values.text(pk))));
        var response = client.scan(request.build());
        var end = response.lastEvaluatedKey().get("pk");
        return new Page(
                response.items().stream().map(WalletItem::read).toList(),
                Optional.ofNullable(end).map(AttributeValue::s));
    }
}
