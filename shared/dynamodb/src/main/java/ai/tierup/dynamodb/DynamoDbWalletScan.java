package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.WalletScan;
import java.util.HashMap;
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

    /** Whoever looks at all wallets reads more for each, and can stop only between pages. Of those that hold something, a page is 1 MB read. */
    private static final int WALLETS_IN_A_PAGE = 100;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbWalletScan(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.wallets();
    }

    @Override
    public Page all(Optional<String> after) {
        return page(scan(after, "begins_with(pk, :wallet)", Map.of(":wallet", Values.text(WalletItem.PK_PREFIX)))
                .limit(WALLETS_IN_A_PAGE));
    }

    @Override
    public Page holding(Optional<String> after) {
        return page(scan(
                after,
                "begins_with(pk, :wallet) AND size(holds) > :zero",
                Map.of(":wallet", Values.text(WalletItem.PK_PREFIX), ":zero", Values.ZERO)));
    }

    private ScanRequest.Builder scan(Optional<String> after, String filter, Map<String, AttributeValue> values) {
        var request = ScanRequest.builder()
                .tableName(table)
                .filterExpression(filter)
                .expressionAttributeValues(new HashMap<>(values));
        after.ifPresent(pk -> request.exclusiveStartKey(Map.of("pk", Values.text(pk))));
        return request;
    }

    private Page page(ScanRequest.Builder request) {
        var response = client.scan(request.build());
        var end = response.lastEvaluatedKey().get("pk");
        return new Page(
                response.items().stream().map(WalletItem::read).toList(),
                Optional.ofNullable(end).map(AttributeValue::s));
    }
}
