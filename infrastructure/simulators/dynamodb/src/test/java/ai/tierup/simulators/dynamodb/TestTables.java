package ai.tierup.simulators.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The two tables of these tests. */
final class TestTables {

    /** A table with only a partition key. */
    static final String PLAIN = "plain";

    /** A table with a sort key and the index {@code byTime}. */
    static final String SORTED = "sorted";

    private TestTables() {}

    static CreateTableRequest plain() {
        return CreateTableRequest.builder()
                .tableName(PLAIN)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk"))
                .keySchema(key("pk", KeyType.HASH))
                .build();
    }

    static CreateTableRequest sorted() {
        var byTime = LocalSecondaryIndex.builder()
                .indexName("byTime")
                .keySchema(key("pk", KeyType.HASH), key("entryId", KeyType.RANGE))
                .projection(all -> all.projectionType(ProjectionType.ALL))
                .build();
        return CreateTableRequest.builder()
                .tableName(SORTED)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("entryId"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .localSecondaryIndexes(byTime)
                .build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
