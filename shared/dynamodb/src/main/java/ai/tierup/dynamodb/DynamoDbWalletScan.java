package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Scans the wallets table page by page. The table also contains days and shards, which the filters exclude.
 */
public final class DynamoDbWalletScan implements WalletScan {

    /** Items per page for jobs over all wallets. They read more data for each wallet, and can stop only between pages. */
    private static final int ALL_PAGE_ITEMS = 100;

    /** Items per page for wallets with holds. A page of 1 MB would take DynamoDB Local longer than the client's timeout. */
    private static final int HOLDING_PAGE_ITEMS = 500;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbWalletScan(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.wallets();
    }

    @Override
    public Page all(Optional<String> after) {
        return scan(
                after,
                true,
                ALL_PAGE_ITEMS,
                "begins_with(pk, :wallet)",
                Map.of(":wallet", AttributeValues.text(WalletItem.PK_PREFIX)),
                item -> !WalletItem.isFurtherLane(item));
    }

    @Override
    public Page holding(Optional<String> after) {
        return scan(
                after,
                false,
                HOLDING_PAGE_ITEMS,
                "begins_with(pk, :wallet) AND size(holds) > :zero",
                Map.of(":wallet", AttributeValues.text(WalletItem.PK_PREFIX), ":zero", AttributeValues.ZERO),
                item -> true);
    }

    @Override
    public String after(AccountId account) {
        return WalletItem.PK_PREFIX + account.value();
    }

    private Page scan(
            Optional<String> after,
            boolean consistent,
            int items,
            String filter,
            Map<String, AttributeValue> values,
            Predicate<Map<String, AttributeValue>> isPart) {
        var request = ScanRequest.builder()
                .tableName(table)
                .limit(items)
                .consistentRead(consistent)
                .filterExpression(filter)
                .expressionAttributeValues(values);
        after.ifPresent(pk -> request.exclusiveStartKey(Map.of("pk", AttributeValues.text(pk))));
        var response = client.scan(request.build());
        var end = response.lastEvaluatedKey().get("pk");
        var wallets = new ArrayList<Wallet>();
        var unreadable = new ArrayList<Unreadable>();
        for (var item : response.items().stream().filter(isPart).toList()) {
            try {
                wallets.add(WalletItem.read(item));
            } catch (RuntimeException e) {
                unreadable.add(new Unreadable(
                        AttributeValues.text(item, "pk").substring(WalletItem.PK_PREFIX.length()), e.toString()));
            }
        }
        return new Page(wallets, unreadable, Optional.ofNullable(end).map(AttributeValue::s));
    }
}
