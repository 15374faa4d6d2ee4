package ai.tierup.dynamodb;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Puts that leave alone what is there. */
final class Puts {

    private Puts() {}

    /** Whether the item was put; false when one with its key was there. */
    static boolean unlessThere(DynamoDbTable<EnhancedDocument> table, EnhancedDocument item) {
        try {
            table.putItem(PutItemEnhancedRequest.builder(EnhancedDocument.class)
                    .item(item)
                    .conditionExpression(Expression.builder()
                            .expression(Documents.NOT_THERE_YET)
                            .build())
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
