package ai.tierup.simulators.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold of an item. An attribute that is not there makes every comparison but {@code <>} false. */
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
            return Comparison.holds(left.in(item), comparator, right.in(item));
        }
    }

    record Between(Operand operand, Operand lowest, Operand highest) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            return Comparison.holds(value, ">=", lowest.in(item)) && Comparison.holds(value, "<=", highest.in(item));
        }
    }

    record In(Operand operand, List<Operand> choices) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            return choices.stream().anyMatch(choice -> Comparison.holds(value, "=", choice.in(item)));
        }
    }

    record Exists(Path path) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.in(item) != null;
        }
    }

    record BeginsWith(Operand operand, Operand prefix) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = operand.in(item);
            var start = prefix.in(item);
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
            return Comparison.contains(operand.in(item), element.in(item));
        }
    }

    record HasType(Path path, Operand type) implements Condition {

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var value = path.in(item);
            var name = type.in(item);
            return value != null && name != null && typeName(value).equals(name.s());
        }

        private static String typeName(AttributeValue value) {
            return value.type() == AttributeValue.Type.NUL
                    ? "NULL"
                    : value.type().name();
        }
    }
}
