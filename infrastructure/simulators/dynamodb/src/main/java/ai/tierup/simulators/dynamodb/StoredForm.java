package ai.tierup.simulators.dynamodb;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts attribute values to the form that DynamoDB stores: numbers without redundant zeros. Empty sets are refused. */
final class StoredForm {

    private static final int MAX_DIGITS = 38;

    private StoredForm() {}

    static Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        var stored = new HashMap<String, AttributeValue>();
        item.forEach((name, value) -> stored.put(name, of(value)));
        return stored;
    }

    static AttributeValue of(AttributeValue value) {
        return switch (value.type()) {
            case N -> number(parse(value.n()));
            case M -> AttributeValue.fromM(of(value.m()));
            case L ->
                AttributeValue.fromL(value.l().stream().map(StoredForm::of).toList());
            case SS -> AttributeValue.fromSs(set(value.ss(), UnaryOperator.identity()));
            case NS ->
                AttributeValue.fromNs(
                        set(value.ns(), number -> number(parse(number)).n()));
            case BS -> AttributeValue.fromBs(set(value.bs(), UnaryOperator.identity()));
            case S, B, BOOL, NUL -> value;
            case UNKNOWN_TO_SDK_VERSION -> throw Errors.validation("Supplied AttributeValue is empty");
        };
    }

    static AttributeValue number(BigDecimal number) {
        var trimmed = number.stripTrailingZeros();
        if (trimmed.precision() > MAX_DIGITS) {
            throw Errors.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return AttributeValue.fromN(trimmed.toPlainString());
    }

    private static BigDecimal parse(String number) {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw Errors.validation("The parameter cannot be converted to a numeric value: " + number);
        }
    }

    private static <T> List<T> set(List<T> elements, UnaryOperator<T> stored) {
        var set = elements.stream().map(stored).toList();
        if (set.isEmpty() || new HashSet<>(set).size() < set.size()) {
            throw Errors.validation("One or more parameter values were invalid: a set is empty or has duplicates");
        }
        return set;
    }
}
