package ai.tierup.simulators.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * One conditional write, read and checked as far as that is possible without the item.
 *
 * @param change of the item; an empty one is none
 * @param tellsOld whether a refusal carries the item as it is
 */
record Write(
        FakeTable table,
        Map<String, AttributeValue> key,
        Condition condition,
        UnaryOperator<Map<String, AttributeValue>> change,
        boolean tellsOld) {

    /** What the expressions of a write come with. */
    record Terms(
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            @Nullable String onFailure) {

        private boolean tellsOld() {
            return "ALL_OLD".equals(onFailure);
        }

        private Placeholders placeholders() {
            return new Placeholders(names, values);
        }
    }

    static Write put(FakeTable table, Map<String, AttributeValue> item, Terms terms) {
        var stored = StoredForm.of(item);
        return unchecked(table, table.keyOf(stored), terms, before -> stored);
    }

    static Write delete(FakeTable table, Map<String, AttributeValue> key, Terms terms) {
        return unchecked(table, table.key(key), terms, before -> Map.of());
    }

    /** A condition on an item that another write of the transaction depends on. */
    static Write check(FakeTable table, Map<String, AttributeValue> key, Terms terms) {
        return unchecked(table, table.key(key), terms, before -> before);
    }

    private static Write unchecked(
            FakeTable table,
            Map<String, AttributeValue> key,
            Terms terms,
            UnaryOperator<Map<String, AttributeValue>> change) {
        var placeholders = terms.placeholders();
        var condition = ConditionParser.condition(terms.condition(), placeholders);
        placeholders.expectAllUsed();
        return new Write(table, key, condition, change, terms.tellsOld());
    }

    static Write update(FakeTable table, Map<String, AttributeValue> key, @Nullable String expression, Terms terms) {
        var placeholders = terms.placeholders();
        var update = UpdateParser.update(expression, placeholders);
        var condition = ConditionParser.condition(terms.condition(), placeholders);
        placeholders.expectAllUsed();
        for (var path : update.paths()) {
            if (table.keyNames().contains(path.names().getFirst())) {
                throw Errors.validation("Cannot update attribute " + path + ". This attribute is part of the key");
            }
        }
        return new Write(
                table, table.key(key), condition, before -> updated(table, key, update, before), terms.tellsOld());
    }

    private static Map<String, AttributeValue> updated(
            FakeTable table, Map<String, AttributeValue> key, Update update, Map<String, AttributeValue> before) {
        var item = new HashMap<>(before);
        item.putAll(key);
        var after = update.of(item);
        table.keyOf(after);
        return after;
    }

    Map<String, AttributeValue> before() {
        return table.find(key);
    }

    boolean isAllowed() {
        return condition.holds(before());
    }

    @Nullable
    Map<String, AttributeValue> told() {
        return tellsOld && !before().isEmpty() ? before() : null;
    }

    CancellationReason refusal() {
        var reason =
                CancellationReason.builder().code("ConditionalCheckFailed").message("The conditional request failed");
        var told = told();
        return (told == null ? reason : reason.item(told)).build();
    }

    int units(Map<String, AttributeValue> after) {
        return ItemSize.writeUnits(Math.max(ItemSize.bytes(before()), ItemSize.bytes(after)));
    }
}
