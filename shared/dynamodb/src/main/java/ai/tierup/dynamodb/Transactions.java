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

/** Writes that are made together or not at all. */
final class Transactions {

    private static final int MAX_CONFLICTS = 20;
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private Transactions() {}

    /** Puts an item unless one with its key is there. */
    static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(item)
                        .conditionExpression(Documents.NOT_THERE_YET)
                        .build())
                .build();
    }

    /** Deletes an item, if it is there. */
    static TransactWriteItem delete(String table, Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(key))
                .build();
    }

    /** Whether all was written; false when one of the conditions did not hold. */
    static boolean unlessThere(DynamoDbClient client, TransactWriteItem... writes) {
        return write(client, List.of(writes)).isEmpty();
    }

    /**
     * Why nothing was written, write by write, when one of the conditions did not hold; empty when all was. The SDK does not send again
     * what met another transaction, so this does.
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
