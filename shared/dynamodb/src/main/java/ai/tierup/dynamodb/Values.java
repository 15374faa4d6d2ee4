package ai.tierup.dynamodb;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of the few types that the items hold. */
final class Values {

    static final AttributeValue ZERO = number(0);
    static final AttributeValue ONE = number(1);

    private Values() {}

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

    /** @throws IllegalStateException when the item lacks it: it is not one of ours */
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

    static LocalDate day(Map<String, AttributeValue> item, String name) {
        return LocalDate.parse(text(item, name));
    }
}
