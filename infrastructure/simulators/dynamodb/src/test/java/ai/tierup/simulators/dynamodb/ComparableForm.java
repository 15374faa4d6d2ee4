package ai.tierup.simulators.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Converts answers to values that can be compared, without the order of sets, the wording of errors, redundant digits and absent fields.
 */
final class ComparableForm {

    /**
     * Fields that are ignored. DynamoDB Local reports capacity for some requests without being asked, and differently from AWS. The last
     * key of a query is compared by {@link ComparedClient}.
     */
    private static final Set<String> NOT_COMPARED = Set.of("Message", "ConsumedCapacity", "LastEvaluatedKey");

    private ComparableForm() {}

    static Object answer(SdkPojo response) {
        return fields(response);
    }

    static Object error(DynamoDbException error) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("error", error.getClass().getSimpleName());
        fields.put("code", error.awsErrorDetails().errorCode());
        fields.put("status", error.statusCode());
        fields.putAll(fields(error));
        return fields;
    }

    static Object item(Map<String, AttributeValue> item) {
        return map(item);
    }

    private static Map<String, Object> fields(SdkPojo structure) {
        var fields = new TreeMap<String, Object>();
        for (var field : structure.sdkFields()) {
            var value = plain(field.getValueOrDefault(structure));
            if (value != null && !NOT_COMPARED.contains(field.memberName())) {
                fields.put(field.memberName(), value);
            }
        }
        return fields;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SdkAutoConstructMap<?, ?> absent -> null;
            case SdkAutoConstructList<?> absent -> null;
            case AttributeValue set when set.hasSs() -> new TreeSet<>(set.ss());
            case AttributeValue number
            when number.n() != null -> StoredForm.of(number).n();
            case SdkPojo structure -> fields(structure);
            case Map<?, ?> map -> map(map);
            case List<?> list -> list.stream().map(ComparableForm::plain).toList();
            default -> value;
        };
    }

    private static Set<String> inAnyOrder(List<?> items) {
        return items.stream().map(item -> String.valueOf(plain(item))).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        var plain = new TreeMap<String, Object>();
        map.forEach((key, value) -> plain.put(
                String.valueOf(key),
                String.valueOf(value instanceof List<?> together ? inAnyOrder(together) : plain(value))));
        return plain;
    }
}
