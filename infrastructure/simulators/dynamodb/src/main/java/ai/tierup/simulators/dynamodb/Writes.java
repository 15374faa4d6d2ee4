package ai.tierup.simulators.dynamodb;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Converts the SDK's requests to writes. The SDK has different classes for single writes and for writes in transactions. */
final class Writes {

    private Writes() {}

    static Write of(PutItemRequest put, FakeTable table) {
        return Write.put(
                table,
                put.item(),
                new Write.Expressions(
                        put.conditionExpression(),
                        put.expressionAttributeNames(),
                        put.expressionAttributeValues(),
                        put.returnValuesOnConditionCheckFailureAsString()));
    }

    static Write of(DeleteItemRequest delete, FakeTable table) {
        return Write.delete(
                table,
                delete.key(),
                new Write.Expressions(
                        delete.conditionExpression(),
                        delete.expressionAttributeNames(),
                        delete.expressionAttributeValues(),
                        delete.returnValuesOnConditionCheckFailureAsString()));
    }

    static Write of(UpdateItemRequest update, FakeTable table) {
        return Write.update(
                table,
                update.key(),
                update.updateExpression(),
                new Write.Expressions(
                        update.conditionExpression(),
                        update.expressionAttributeNames(),
                        update.expressionAttributeValues(),
                        update.returnValuesOnConditionCheckFailureAsString()));
    }

    static Write of(TransactWriteItem item, Function<String, FakeTable> tables) {
        if (item.put() != null) {
            var put = item.put();
            return Write.put(
                    tables.apply(put.tableName()),
                    put.item(),
                    new Write.Expressions(
                            put.conditionExpression(),
                            put.expressionAttributeNames(),
                            put.expressionAttributeValues(),
                            put.returnValuesOnConditionCheckFailureAsString()));
        }
        if (item.update() != null) {
            var update = item.update();
            return Write.update(
                    tables.apply(update.tableName()),
                    update.key(),
                    update.updateExpression(),
                    new Write.Expressions(
                            update.conditionExpression(),
                            update.expressionAttributeNames(),
                            update.expressionAttributeValues(),
                            update.returnValuesOnConditionCheckFailureAsString()));
        }
        if (item.delete() != null) {
            var delete = item.delete();
            return Write.delete(
                    tables.apply(delete.tableName()),
                    delete.key(),
                    new Write.Expressions(
                            delete.conditionExpression(),
                            delete.expressionAttributeNames(),
                            delete.expressionAttributeValues(),
                            delete.returnValuesOnConditionCheckFailureAsString()));
        }
        var check = item.conditionCheck();
        return Write.check(
                tables.apply(check.tableName()),
                check.key(),
                new Write.Expressions(
                        check.conditionExpression(),
                        check.expressionAttributeNames(),
                        check.expressionAttributeValues(),
                        check.returnValuesOnConditionCheckFailureAsString()));
    }
}
