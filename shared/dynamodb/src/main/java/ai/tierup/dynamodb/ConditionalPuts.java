package ai.tierup.dynamodb;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Puts that do not overwrite an existing item. */
final class ConditionalPuts {

    private ConditionalPuts() {}

    /** Puts the item and returns true; returns false if an item with its key exists. */
    static boolean putIfAbsent(DynamoDbTable<EnhancedDocument> table, EnhancedDocument item) {
        try {
            table.putItem(PutItemEnhancedRequest.builder(EnhancedDocument.class)
                    .item(item)
                    .conditionExpression(
                            Expression.builder().expression(Documents.IF_ABSENT).build())
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
