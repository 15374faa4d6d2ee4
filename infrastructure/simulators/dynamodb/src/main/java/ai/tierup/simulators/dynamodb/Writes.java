package ai.tierup.simulators.dynamodb;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The writes that requests ask for: the SDK has a class of its own for each of them, and one more in a transaction. */
final class Writes {

    private Writes() {}

    static Write of(PutItemRequest put, FakeTable table) {
        return Write.put(
                table,
                put.item(),
                new Write.Terms(
                        put.conditionExpression(),
                        put.expressionAttributeNames(),
                        put.expressionAttributeValues(),
                        put.returnValuesOnConditionCheckFailureAsString()));
    }

    static Write of(DeleteItemRequest delete, FakeTable table) {
        return Write.delete(
                table,
                delete.key(),
                new Write.Terms(
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
                new Write.Terms(
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
                    new Write.Terms(
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
                    new Write.Terms(
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
                    new Write.Terms(
                            delete.conditionExpression(),
                            delete.expressionAttributeNames(),
                            delete.expressionAttributeValues(),
                            delete.returnValuesOnConditionCheckFailureAsString()));
        }
        var check = item.conditionCheck();
        return Write.check(
                tables.apply(check.tableName()),
                check.key(),
                new Write.Terms(
                        check.conditionExpression(),
                        check.expressionAttributeNames(),
                        check.expressionAttributeValues(),
                        check.returnValuesOnConditionCheckFailureAsString()));
    }
}
