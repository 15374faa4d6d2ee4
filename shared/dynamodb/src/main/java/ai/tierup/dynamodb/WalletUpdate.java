package ai.tierup.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Builds a conditional update of a wallet from fragments, each of which adds only the placeholders that it uses: DynamoDB rejects unused
 * names and values. Every update increments {@code version}.
 */
final class WalletUpdate {

    private final List<String> sets = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    WalletUpdate() {
        adds.add("version :one");
        values.put(":one", AttributeValues.ONE);
    }

    WalletUpdate set(String assignment) {
        sets.add(assignment);
        return this;
    }

    WalletUpdate add(String addition) {
        adds.add(addition);
        return this;
    }

    WalletUpdate remove(String path) {
        removes.add(path);
        return this;
    }

    WalletUpdate onlyIf(String condition) {
        conditions.add(condition);
        return this;
    }

    WalletUpdate value(String placeholder, AttributeValue value) {
        values.put(placeholder, value);
        return this;
    }

    WalletUpdate name(String placeholder, String name) {
        names.put(placeholder, name);
        return this;
    }

    /** Returns the placeholder of a name that occurs once in the update. */
    String nameOf(String name) {
        var placeholder = "#name" + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    /** Returns the update as part of a transaction. */
    TransactWriteItem inTransaction(String table, Map<String, AttributeValue> key) {
        var request = request(table, key);
        return TransactWriteItem.builder()
                .update(update -> update.tableName(request.tableName())
                        .key(request.key())
                        .updateExpression(request.updateExpression())
                        .conditionExpression(request.conditionExpression())
                        .expressionAttributeNames(
                                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null)
                        .expressionAttributeValues(request.expressionAttributeValues())
                        .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure()))
                .build();
    }

    UpdateItemRequest request(String table, Map<String, AttributeValue> key) {
        var expression = new StringBuilder();
        clause(expression, "SET", sets);
        clause(expression, "REMOVE", removes);
        clause(expression, "ADD", adds);
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .updateExpression(expression.toString())
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return (names.isEmpty() ? request : request.expressionAttributeNames(names)).build();
    }

    private static void clause(StringBuilder expression, String keyword, List<String> actions) {
        if (!actions.isEmpty()) {
            expression
                    .append(keyword)
                    .append(' ')
                    .append(String.join(", ", actions))
                    .append(' ');
        }
    }
}
