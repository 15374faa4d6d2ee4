package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One page of a query or scan. The limit counts the items read, not those that pass the filter. A page that reaches the limit has a last
 * key even if no items follow.
 *
 * @param lastKey null after the last item
 */
record Page(
        List<Map<String, AttributeValue>> items,
        int read,
        int bytesRead,
        @Nullable Map<String, AttributeValue> lastKey) {

    /**
     * The parameters of a query or scan.
     *
     * @param limit null for none
     * @param after last key of the previous page; empty for the first page
     */
    record Search(
            Condition filter,
            List<Path> projection,
            @Nullable Integer limit,
            Map<String, AttributeValue> after) {}

    /**
     * Reads one page.
     *
     * @param candidates items sorted by {@code order}
     * @param keyNames attributes of the last key
     */
    static Page of(
            List<Map<String, AttributeValue>> candidates,
            Comparator<Map<String, AttributeValue>> order,
            List<String> keyNames,
            Search search) {
        if (search.limit() != null && search.limit() < 1) {
            throw Errors.validation("Limit must be at least 1");
        }
        var found = new ArrayList<Map<String, AttributeValue>>();
        var read = 0;
        var bytes = 0;
        for (var item : candidates) {
            if (!search.after().isEmpty() && order.compare(item, search.after()) <= 0) {
                continue;
            }
            read++;
            bytes += ItemSize.bytes(item);
            if (search.filter().holds(item)) {
                found.add(projected(item, search.projection()));
            }
            if (search.limit() != null && read == search.limit()) {
                return new Page(found, read, bytes, key(item, keyNames));
            }
        }
        return new Page(found, read, bytes, null);
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item, List<String> keyNames) {
        var key = new HashMap<>(item);
        key.keySet().retainAll(keyNames);
        return key;
    }

    /** Returns the attributes at {@code paths}, or all attributes if there are no paths. */
    static Map<String, AttributeValue> projected(Map<String, AttributeValue> item, List<Path> paths) {
        if (paths.isEmpty()) {
            return item;
        }
        Map<String, AttributeValue> projected = new HashMap<>();
        for (var path : paths) {
            var value = path.valueIn(item);
            if (value != null) {
                projected = withValue(projected, path.names(), value);
            }
        }
        return projected;
    }

    private static Map<String, AttributeValue> withValue(
            Map<String, AttributeValue> map, List<String> names, AttributeValue value) {
        var copy = new HashMap<>(map);
        var name = names.getFirst();
        if (names.size() == 1) {
            copy.put(name, value);
        } else {
            var inner = map.get(name);
            Map<String, AttributeValue> before = inner == null ? Map.of() : inner.m();
            copy.put(name, AttributeValue.fromM(withValue(before, names.subList(1, names.size()), value)));
        }
        return copy;
    }
}
