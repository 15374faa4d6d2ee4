package ai.tierup.simulators.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition on an item. With a missing attribute, every comparison except {@code <>} is false. */
sealed interface Condition {

    Condition NONE = new All(List.of());

    boolean holds(Map<String, AttributeValue> item);

    record All(List<Condition> conditions) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return conditions.stream().allMatch(condition -> condition.holds(item));
        }
    }

    record Any(List<Condition> conditions) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return conditions.stream().anyMatch(condition -> condition.holds(item));
        }
    }

    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !condition.holds(item);
        }
    }

    record Compare(Operand left, String comparator, Operand right) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return Comparison.holds(left.valueIn(item), comparator, right.valueIn(item));
        }
    }

    record Between(Operand operand, Operand lowest, Operand highest) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.valueIn(item);
            return Comparison.holds(value, ">=", lowest.valueIn(item))
                    && Comparison.holds(value, "<=", highest.valueIn(item));
        }
    }

    record In(Operand operand, List<Operand> choices) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.valueIn(item);
            return choices.stream().anyMatch(choice -> Comparison.holds(value, "=", choice.valueIn(item)));
        }
    }

    record Exists(Path path) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.valueIn(item) != null;
        }
    }

    record BeginsWith(Operand operand, Operand prefix) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.valueIn(item);
            var start = prefix.valueIn(item);
            return value != null
                    && start != null
                    && value.s() != null
                    && start.s() != null
                    && value.s().startsWith(start.s());
        }
    }

    record Contains(Operand operand, Operand element) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return Comparison.contains(operand.valueIn(item), element.valueIn(item));
        }
    }

    record HasType(Path path, Operand type) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = path.valueIn(item);
            var name = type.valueIn(item);
            return value != null && name != null && typeName(value).equals(name.s());
        }

        private static String typeName(AttributeValue value) {
            return value.type() == AttributeValue.Type.NUL
                    ? "NULL"
                    : value.type().name();
        }
    }
}
