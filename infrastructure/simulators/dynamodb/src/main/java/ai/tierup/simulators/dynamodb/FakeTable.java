package ai.tierup.simulators.dynamodb;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;

/** One table in memory. All of its keys are strings. */
final class FakeTable {

    private final List<String> keyNames;
    private final Map<String, String> indexes;
    private final Map<String, NavigableMap<Map<String, AttributeValue>, Map<String, AttributeValue>>> partitions =
            new HashMap<>();

    /**
     * @param keyNames names of the partition key and, if there is one, of the sort key
     * @param indexes sort keys by the names of local secondary indexes
     */
    private FakeTable(List<String> keyNames, Map<String, String> indexes) {
        this.keyNames = keyNames;
        this.indexes = indexes;
    }

    static FakeTable of(CreateTableRequest request) {
        if (request.hasGlobalSecondaryIndexes()) {
            throw new UnsupportedOperationException("A global secondary index");
        }
        return new FakeTable(
                names(request.keySchema()),
                request.localSecondaryIndexes().stream()
                        .collect(Collectors.toMap(
                                LocalSecondaryIndex::indexName,
                                index -> names(index.keySchema()).getLast())));
    }

    private static List<String> names(List<KeySchemaElement> schema) {
        return schema.stream().map(KeySchemaElement::attributeName).toList();
    }

    List<String> keyNames() {
        return keyNames;
    }

    String partitionKey() {
        return keyNames.getFirst();
    }

    /** The attributes that define the order of items in the table, or in one of its indexes. */
    List<String> keyNames(@Nullable String index) {
        if (index == null) {
            return keyNames;
        }
        var sortKey = indexes.get(index);
        if (sortKey == null) {
            throw Errors.validation("The table does not have the specified index: " + index);
        }
        return List.of(partitionKey(), sortKey, keyNames.getLast());
    }

    /** Checks a key, which must have no other attributes, and returns it. */
    Map<String, AttributeValue> key(Map<String, AttributeValue> key) {
        if (!key.keySet().equals(Map.copyOf(keyOf(key)).keySet())) {
            throw Errors.validation("The provided key element does not match the schema");
        }
        return keyOf(key);
    }

    /** Extracts the key from an item. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var key = new LinkedHashMap<String, AttributeValue>();
        for (var name : keyNames) {
            var value = item.get(name);
            if (value == null || value.s() == null || value.s().isEmpty()) {
                throw Errors.validation("One or more parameter values were invalid: missing or wrong key " + name);
            }
            key.put(name, value);
        }
        for (var indexed : indexes.values()) {
            if (item.containsKey(indexed) && item.get(indexed).s() == null) {
                throw Errors.validation(
                        "One or more parameter values were invalid: Type mismatch for Index Key " + indexed);
            }
        }
        return key;
    }

    /** Returns the item, or an empty map. */
    Map<String, AttributeValue> find(Map<String, AttributeValue> key) {
        return partition(key).getOrDefault(key, Map.of());
    }

    /** Stores an item; an empty one deletes it. */
    void store(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            partition(key).remove(key);
        } else {
            partition(key).put(key, Map.copyOf(item));
        }
    }

    /** The items of one partition, in the order of the table or index. */
    List<Map<String, AttributeValue>> partition(String partition, @Nullable String index) {
        var items = partition(Map.of(partitionKey(), AttributeValue.fromS(partition)))
                .values();
        return index == null
                ? List.copyOf(items)
                : items.stream()
                        .filter(item -> item.keySet().containsAll(keyNames(index)))
                        .sorted(order(keyNames(index)))
                        .toList();
    }

    /** All items in the order of a scan, which does not follow the keys. */
    List<Map<String, AttributeValue>> all() {
        return partitions.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .sorted(scanOrder())
                .toList();
    }

    Comparator<Map<String, AttributeValue>> scanOrder() {
        return Comparator.<Map<String, AttributeValue>>comparingInt(
                        item -> Integer.reverse(value(item, partitionKey()).s().hashCode()))
                .thenComparing(order(keyNames));
    }

    static Comparator<Map<String, AttributeValue>> order(List<String> names) {
        return (left, right) -> names.stream()
                .mapToInt(name -> Comparison.compare(value(left, name), value(right, name)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> partition(Map<String, AttributeValue> key) {
        return partitions.computeIfAbsent(value(key, partitionKey()).s(), partition -> new TreeMap<>(order(keyNames)));
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw Errors.validation("The provided key element does not match the schema: no " + name);
        }
        return value;
    }
}
