package ai.tierup.simulators.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A document path: an attribute, or an entry of a nested map. List elements are not supported, because no item has lists. */
record Path(List<String> names) {

    @Nullable
    AttributeValue valueIn(Map<String, AttributeValue> item) {
        var value = item.get(names.getFirst());
        for (var name : names.subList(1, names.size())) {
            value = value == null ? null : value.m().get(name);
        }
        return value;
    }

    /** Returns a copy of {@code item} with {@code value} at this path, or without the path if {@code value} is null. */
    Map<String, AttributeValue> write(Map<String, AttributeValue> item, @Nullable AttributeValue value) {
        var copy = new HashMap<>(item);
        var name = names.getFirst();
        if (names.size() > 1) {
            var map = item.get(name);
            if (map == null || !map.hasM()) {
                throw Errors.validation("The document path provided in the update expression is invalid for update");
            }
            copy.put(name, AttributeValue.fromM(new Path(names.subList(1, names.size())).write(map.m(), value)));
        } else if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return copy;
    }

    boolean overlaps(Path other) {
        var shorter = Math.min(names.size(), other.names.size());
        return names.subList(0, shorter).equals(other.names.subList(0, shorter));
    }

    boolean isTopLevel() {
        return names.size() == 1;
    }
}
