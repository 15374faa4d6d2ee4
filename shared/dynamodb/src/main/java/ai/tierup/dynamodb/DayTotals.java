package ai.tierup.dynamodb;

import ai.tierup.domain.books.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The totals of all accounts on a day, {@code pk "DAY#<day>"} in the wallets table. Each statement is added in the transaction that
 * writes it, and so exactly once. Beside them, {@code "DAY#closing"} names the last day that is being closed or is closed.
 */
final class DayTotals {

    static final String ACCOUNTS = "accounts";

    private static final String CLOSING_DAY = "closingDay";
    private static final Map<String, AttributeValue> CLOSING = Map.of("pk", AttributeValues.text("DAY#closing"));

    private DayTotals() {}

    static Map<String, AttributeValue> key(LocalDate day) {
        return Map.of("pk", AttributeValues.text("DAY#" + day));
    }

    /** Announces that the days up to {@code through} are being closed; refused when later ones are. */
    static UpdateItemRequest announceClose(String table, LocalDate through) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(CLOSING)
                .updateExpression("SET " + CLOSING_DAY + " = :day")
                .conditionExpression(isNotClosing())
                .expressionAttributeValues(Map.of(":day", AttributeValues.day(through)))
                .build();
    }

    /** The condition that {@code day} is not being closed. */
    static TransactWriteItem requireOpen(String table, LocalDate day) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(CLOSING)
                        .conditionExpression(isNotClosing())
                        .expressionAttributeValues(Map.of(":day", AttributeValues.day(day)))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    /** The last day that is being closed, from the item that did not meet {@link #requireOpen}. */
    static LocalDate closingDay(Map<String, AttributeValue> item) {
        return AttributeValues.day(item, CLOSING_DAY);
    }

    private static String isNotClosing() {
        return "attribute_not_exists(pk) OR " + CLOSING_DAY + " < :day";
    }

    static Update add(String table, Statement statement) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":one", AttributeValues.ONE);
        var attributes = PoolSpendAttributes.of(statement.movements().pools());
        attributes.forEach((name, number) -> values.put(":" + name, AttributeValues.number(number)));
        var additions =
                attributes.keySet().stream().map(name -> name + " :" + name).collect(Collectors.joining(", "));
        return Update.builder()
                .tableName(table)
                .key(key(statement.day()))
                .updateExpression("ADD " + ACCOUNTS + " :one" + (additions.isEmpty() ? "" : ", " + additions))
                .expressionAttributeValues(values)
                .build();
    }
}
