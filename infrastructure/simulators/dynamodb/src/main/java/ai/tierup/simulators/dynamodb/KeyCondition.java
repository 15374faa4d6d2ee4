package ai.tierup.simulators.dynamodb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A key condition: one partition, and at most one condition on the sort key.
 *
 * @param sort {@link Condition#NONE} if there is none
 */
record KeyCondition(String partition, Condition sort) {

    /** @param keyNames names of the partition key and of the sort key of the table or index */
    static KeyCondition of(Condition condition, List<String> keyNames) {
        var parts = condition instanceof Condition.All(var conditions) ? conditions : List.of(condition);
        var partition = parts.stream()
                .filter(part -> isAbout(part, keyNames.getFirst()))
                .toList();
        var rest = parts.stream()
                .filter(part -> !isAbout(part, keyNames.getFirst()))
                .toList();
        if (partition.size() != 1 || rest.size() > 1) {
            throw Errors.validation("Query key condition not supported");
        }
        for (var part : rest) {
            if (keyNames.size() == 1 || !isAbout(part, keyNames.get(1)) || isUnequal(part)) {
                throw Errors.validation("Query key condition not supported");
            }
        }
        return new KeyCondition(text(partition.getFirst()), rest.isEmpty() ? Condition.NONE : rest.getFirst());
    }

    private static boolean isAbout(Condition part, String name) {
        var path = new Operand.Attribute(new Path(List.of(name)));
        return path.equals(
                switch (part) {
                    case Condition.Compare(var left, var comparator, var right) -> left;
                    case Condition.Between(var operand, var lowest, var highest) -> operand;
                    case Condition.BeginsWith(var operand, var prefix) -> operand;
                    default -> null;
                });
    }

    private static boolean isUnequal(Condition part) {
        return part instanceof Condition.Compare(var left, var comparator, var right) && "<>".equals(comparator);
    }

    private static String text(Condition partition) {
        if (partition instanceof Condition.Compare(var left, var comparator, Operand.Literal(AttributeValue value))
                && "=".equals(comparator)) {
            return textOf(value.s());
        }
        throw Errors.validation("Query key condition not supported");
    }

    private static String textOf(@Nullable String text) {
        if (text == null) {
            throw Errors.validation(
                    "One or more parameter values were invalid: Condition parameter type does not match schema type");
        }
        return text;
    }
}
