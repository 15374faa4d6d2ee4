package ai.tierup.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes that are made together or not at all. */
final class Transactions {

    private static final int MOST_CONFLICTS = 20;
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

    /**
     * Whether all was written; false when one of the conditions did not hold. The SDK does not send again what met another transaction, so
     * this does.
     */
    static boolean unlessThere(DynamoDbClient client, TransactWriteItem... writes) {
        for (var conflicts = 0; ; conflicts++) {
            try {
                client.transactWriteItems(write -> write.transactItems(writes));
                return true;
            } catch (TransactionCanceledException e) {
                if (has(e.cancellationReasons(), CONDITION_FAILED)) {
                    return false;
                }
                if (!has(e.cancellationReasons(), CONFLICT) || conflicts == MOST_CONFLICTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean has(List<CancellationReason> reasons, String code) {
        return reasons.stream().anyMatch(reason -> code.equals(reason.code()));
    }
}
