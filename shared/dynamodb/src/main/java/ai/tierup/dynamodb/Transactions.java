package ai.tierup.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes several items in one transaction. */
final class Transactions {

    private static final int MAX_CONFLICTS = 20;
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private Transactions() {}

    /** Puts an item if none with its key exists. */
    static TransactWriteItem putIfAbsent(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(item)
                        .conditionExpression(Documents.IF_ABSENT)
                        .build())
                .build();
    }

    /** Puts an item, whatever is there. */
    static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).build())
                .build();
    }

    /** Deletes an item, on the condition that it exists. */
    static TransactWriteItem deleteIfPresent(String table, Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(key).conditionExpression("attribute_exists(pk)"))
                .build();
    }

    /** Deletes an item if it exists. */
    static TransactWriteItem delete(String table, Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(key))
                .build();
    }

    /** Writes everything and returns true; writes nothing and returns false if one of the conditions does not hold. */
    static boolean tryWrite(DynamoDbClient client, TransactWriteItem... writes) {
        return write(client, List.of(writes)).isEmpty();
    }

    /**
     * Writes everything and returns empty; writes nothing and returns the reason for each write if one of the conditions does not hold.
     * Conflicts with other transactions are retried here, because the SDK does not retry them.
     */
    static Optional<List<CancellationReason>> write(DynamoDbClient client, List<TransactWriteItem> writes) {
        for (var conflicts = 0; ; conflicts++) {
            try {
                client.transactWriteItems(write -> write.transactItems(writes));
                return Optional.empty();
            } catch (TransactionCanceledException e) {
                if (e.cancellationReasons().stream().anyMatch(Transactions::isRefused)) {
                    return Optional.of(e.cancellationReasons());
                }
                if (!isConflict(e) || conflicts == MAX_CONFLICTS) {
                    throw e;
                }
            }
        }
    }

    static boolean isRefused(CancellationReason reason) {
        return CONDITION_FAILED.equals(reason.code());
    }

    private static boolean isConflict(TransactionCanceledException e) {
        return e.cancellationReasons().stream().anyMatch(reason -> CONFLICT.equals(reason.code()));
    }
}
