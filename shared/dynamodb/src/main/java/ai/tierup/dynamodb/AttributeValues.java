package ai.tierup.dynamodb;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts between attribute values and the types that items contain. */
final class AttributeValues {

    static final AttributeValue ZERO = number(0);
    static final AttributeValue ONE = number(1);

    private AttributeValues() {}

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue amount(Money amount) {
        return number(amount.nanoUsd());
    }

    static AttributeValue day(LocalDate day) {
        return text(day.toString());
    }

    /** @throws IllegalStateException if the item lacks the attribute, and so was not written by this service */
    static AttributeValue required(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("An item lacks " + name);
        }
        return value;
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(item, name).n());
    }

    static Money amount(Map<String, AttributeValue> item, String name) {
        return new Money(number(item, name));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return required(item, name).s();
    }

    static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? null : value.s();
    }

    static LocalDate day(Map<String, AttributeValue> item, String name) {
        return LocalDate.parse(text(item, name));
    }
}
