package ai.tierup.simulators.dynamodb;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The right-hand side of an assignment, computed from the item before the update. */
sealed interface UpdateValue {

    AttributeValue from(Map<String, AttributeValue> before);

    record OperandValue(Operand operand) implements UpdateValue {

        @Override
        public AttributeValue from(Map<String, AttributeValue> before) {
            return requirePresent(operand.valueIn(before));
        }
    }

    record IfNotExists(Path path, UpdateValue fallback) implements UpdateValue {

        @Override
        public AttributeValue from(Map<String, AttributeValue> before) {
            var value = path.valueIn(before);
            return value == null ? fallback.from(before) : value;
        }
    }

    record Sum(UpdateValue left, UpdateValue right) implements UpdateValue {

        @Override
        public AttributeValue from(Map<String, AttributeValue> before) {
            return StoredForm.number(number(left.from(before)).add(number(right.from(before))));
        }
    }

    record Difference(UpdateValue left, UpdateValue right) implements UpdateValue {

        @Override
        public AttributeValue from(Map<String, AttributeValue> before) {
            return StoredForm.number(number(left.from(before)).subtract(number(right.from(before))));
        }
    }

    private static AttributeValue requirePresent(@Nullable AttributeValue value) {
        if (value == null) {
            throw Errors.validation("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    static BigDecimal number(AttributeValue value) {
        if (value.n() == null) {
            throw Errors.validation("An operand in the update expression has an incorrect data type");
        }
        return new BigDecimal(value.n());
    }
}
