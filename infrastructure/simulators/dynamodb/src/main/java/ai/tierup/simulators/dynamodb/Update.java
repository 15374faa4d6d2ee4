package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update expression.
 *
 * @param additions {@code ADD}: amounts to add to numbers, or elements to add to sets
 * @param deletions {@code DELETE}: elements to remove from sets
 */
record Update(
        Map<Path, UpdateValue> assignments,
        List<Path> removals,
        Map<Path, AttributeValue> additions,
        Map<Path, AttributeValue> deletions) {

    static final Update NONE = new Update(Map.of(), List.of(), Map.of(), Map.of());

    List<Path> paths() {
        var paths = new ArrayList<>(assignments.keySet());
        paths.addAll(removals);
        paths.addAll(additions.keySet());
        paths.addAll(deletions.keySet());
        return paths;
    }

    /** Returns the updated item. The paths of the actions do not overlap, so their order does not matter. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> before) {
        var values = new HashMap<Path, @Nullable AttributeValue>();
        assignments.forEach((path, value) -> values.put(path, value.from(before)));
        removals.forEach(path -> values.put(path, null));
        additions.forEach((path, value) -> values.put(path, sum(path.valueIn(before), value)));
        deletions.forEach((path, value) -> values.put(path, difference(path.valueIn(before), value)));
        var after = before;
        for (var entry : values.entrySet()) {
            after = entry.getKey().write(after, entry.getValue());
        }
        return after;
    }

    private static AttributeValue sum(@Nullable AttributeValue value, AttributeValue addition) {
        if (value == null) {
            return addition;
        }
        if (addition.n() != null) {
            return StoredForm.number(UpdateValue.number(value).add(UpdateValue.number(addition)));
        }
        var elements = new HashSet<>(elements(value));
        elements.addAll(elements(addition));
        return AttributeValue.fromSs(List.copyOf(elements));
    }

    /** Returns null if no elements remain, because an empty set is not stored. */
    private static @Nullable AttributeValue difference(@Nullable AttributeValue value, AttributeValue deletion) {
        if (value == null) {
            return null;
        }
        var elements = new HashSet<>(elements(value));
        elements.removeAll(elements(deletion));
        return elements.isEmpty() ? null : AttributeValue.fromSs(List.copyOf(elements));
    }

    private static List<String> elements(AttributeValue set) {
        if (!set.hasSs()) {
            throw Errors.validation("An operand in the update expression has an incorrect data type");
        }
        return set.ss();
    }
}
