package ai.tierup.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads of many items at once. */
final class Batches {

    /** What BatchGetItem takes at most. */
    private static final int MAX_KEYS = 100;

    private Batches() {}

    /**
     * The items there are, in any order, each as it is at this moment.
     *
     * @param keys any number, each once
     */
    static List<Map<String, AttributeValue>> read(
            DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        for (var start = 0; start < keys.size(); start += MAX_KEYS) {
            var some = keys.subList(start, Math.min(keys.size(), start + MAX_KEYS));
            var wanted = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(some).consistentRead(true).build());
            while (!wanted.isEmpty()) {
                var asked = wanted;
                var answer = client.batchGetItem(get -> get.requestItems(asked));
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                wanted = answer.unprocessedKeys();
            }
        }
        return found;
    }
}
