package ai.tierup.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items by their keys. */
final class BatchGet {

    /** The limit of BatchGetItem. */
    private static final int MAX_KEYS = 100;

    private BatchGet() {}

    /**
     * Reads the items that exist, with strong consistency and in no particular order.
     *
     * @param keys any number of distinct keys
     */
    static List<Map<String, AttributeValue>> read(
            DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
        return read(client, table, keys, true);
    }

    /** Reads the items that exist at half the price. What was written a moment ago may be missing. */
    static List<Map<String, AttributeValue>> readEventually(
            DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
        return read(client, table, keys, false);
    }

    private static List<Map<String, AttributeValue>> read(
            DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys, boolean consistent) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        for (var start = 0; start < keys.size(); start += MAX_KEYS) {
            var batch = keys.subList(start, Math.min(keys.size(), start + MAX_KEYS));
            var remaining = Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(batch)
                            .consistentRead(consistent)
                            .build());
            while (!remaining.isEmpty()) {
                var requested = remaining;
                var response = client.batchGetItem(get -> get.requestItems(requested));
                found.addAll(response.responses().getOrDefault(table, List.of()));
                remaining = response.unprocessedKeys();
            }
        }
        return found;
    }
}
