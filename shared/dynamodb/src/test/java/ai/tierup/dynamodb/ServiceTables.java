package ai.tierup.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Creates the four tables with the keys and the index that {@code template.yaml} declares. */
public final class ServiceTables {

    private ServiceTables() {}

    public static void create(DynamoDbClient client, TableNames names) {
        create(client, names.wallets(), false);
        createLedger(client, names.ledger());
        create(client, names.directory(), true);
        create(client, names.transients(), false);
    }

    private static void create(DynamoDbClient client, String name, boolean sorted) {
        create(
                client,
                sorted
                        ? table(name)
                                .attributeDefinitions(attribute("pk"), attribute("sk"))
                                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        : table(name).attributeDefinitions(attribute("pk")).keySchema(key("pk", KeyType.HASH)));
    }

    private static void createLedger(DynamoDbClient client, String name) {
        var byTime = LocalSecondaryIndex.builder()
                .indexName("byTime")
                .keySchema(key("pk", KeyType.HASH), key("entryId", KeyType.RANGE))
                .projection(all -> all.projectionType(ProjectionType.ALL))
                .build();
        create(
                client,
                table(name)
                        .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("entryId"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .localSecondaryIndexes(byTime));
    }

    private static CreateTableRequest.Builder table(String name) {
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static void create(DynamoDbClient client, CreateTableRequest.Builder table) {
        try {
            client.createTable(table.build());
        } catch (ResourceInUseException e) {
            // The first request to a cold database can exceed the client's timeout, and the client then sends it again.
        }
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
