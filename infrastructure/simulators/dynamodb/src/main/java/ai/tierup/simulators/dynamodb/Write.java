package ai.tierup.simulators.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * One conditional write, parsed and validated as far as is possible without the item.
 *
 * @param change computes the new item; an empty item stands for none
 * @param returnsOld true if the error for a failed condition contains the current item
 */
record Write(
        FakeTable table,
        Map<String, AttributeValue> key,
        Condition condition,
        UnaryOperator<Map<String, AttributeValue>> change,
        boolean returnsOld) {

    /** The condition of a write, and the placeholders of its expressions. */
    record Expressions(
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            @Nullable String onFailure) {

        private boolean returnsOld() {
            return "ALL_OLD".equals(onFailure);
        }

        private Placeholders placeholders() {
            return new Placeholders(names, values);
        }
    }

    static Write put(FakeTable table, Map<String, AttributeValue> item, Expressions expressions) {
        var stored = StoredForm.of(item);
        return of(table, table.keyOf(stored), expressions, before -> stored);
    }

    static Write delete(FakeTable table, Map<String, AttributeValue> key, Expressions expressions) {
        return of(table, table.key(key), expressions, before -> Map.of());
    }

    /** A condition check in a transaction, which changes nothing. */
    static Write check(FakeTable table, Map<String, AttributeValue> key, Expressions expressions) {
        return of(table, table.key(key), expressions, before -> before);
    }

    private static Write of(
            FakeTable table,
            Map<String, AttributeValue> key,
            Expressions expressions,
            UnaryOperator<Map<String, AttributeValue>> change) {
        var placeholders = expressions.placeholders();
        var condition = ConditionParser.condition(expressions.condition(), placeholders);
        placeholders.expectAllUsed();
        return new Write(table, key, condition, change, expressions.returnsOld());
    }

    static Write update(
            FakeTable table, Map<String, AttributeValue> key, @Nullable String expression, Expressions expressions) {
        var placeholders = expressions.placeholders();
        var update = UpdateParser.update(expression, placeholders);
        var condition = ConditionParser.condition(expressions.condition(), placeholders);
        placeholders.expectAllUsed();
        for (var path : update.paths()) {
            if (table.keyNames().contains(path.names().getFirst())) {
                throw Errors.validation("Cannot update attribute " + path + ". This attribute is part of the key");
            }
        }
        return new Write(
                table,
                table.key(key),
                condition,
                before -> updated(table, key, update, before),
                expressions.returnsOld());
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
    Map<String, AttributeValue> returnedItem() {
        return returnsOld && !before().isEmpty() ? before() : null;
    }

    CancellationReason refusal() {
        var reason =
                CancellationReason.builder().code("ConditionalCheckFailed").message("The conditional request failed");
        var returnedItem = returnedItem();
        return (returnedItem == null ? reason : reason.item(returnedItem)).build();
    }

    int units(Map<String, AttributeValue> after) {
        return ItemSize.writeUnits(Math.max(ItemSize.bytes(before()), ItemSize.bytes(after)));
    }
}
