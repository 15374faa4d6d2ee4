package ai.tierup.dynamodb;

import ai.tierup.domain.books.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The totals of all accounts on a day, {@code pk "DAY#<day>"} in the wallets table. Each statement is added in the transaction that
 * writes it, and so exactly once.
 */
final class DayTotals {

    static final String ACCOUNTS = "accounts";

    private DayTotals() {}

    static Map<String, AttributeValue> key(LocalDate day) {
        return Map.of("pk", AttributeValues.text("DAY#" + day));
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
