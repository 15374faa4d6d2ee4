package ai.tierup.local.dynamodb;

import ai.tierup.dynamodb.TableNames;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * Creates the tables that {@code template.yaml} declares, with their keys, indexes and expiry, but without features that only AWS has.
 *
 * @param template the whole template as a tree
 */
public record TemplateTables(JsonNode template) {

    /** Creates the tables that are missing. */
    public void create(DynamoDbClient client, TableNames names) {
        Map.of(
                        "WalletsTable", names.wallets(),
                        "LedgerTable", names.ledger(),
                        "DirectoryTable", names.directory(),
                        "TransientTable", names.transients())
                .forEach((resource, name) -> create(client, resource, name));
    }

    private void create(DynamoDbClient client, String resource, String name) {
        var properties = template.path("Resources").path(resource).path("Properties");
        if (properties.isMissingNode()) {
            throw new IllegalStateException("template.yaml does not declare " + resource);
        }
        var request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(properties.path("AttributeDefinitions")))
                .keySchema(keys(properties.path("KeySchema")));
        var indexes = indexes(properties.path("LocalSecondaryIndexes"));
        try {
            client.createTable((indexes.isEmpty() ? request : request.localSecondaryIndexes(indexes)).build());
        } catch (ResourceInUseException e) {
            // The table exists from an earlier run.
            return;
        }
        var expiry = properties.path("TimeToLiveSpecification").path("AttributeName");
        if (expiry.isTextual()) {
            client.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(expiry.textValue())));
        }
    }

    private static List<AttributeDefinition> attributes(JsonNode definitions) {
        var attributes = new ArrayList<AttributeDefinition>();
        for (var definition : definitions) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(definition.path("AttributeName").asText())
                    .attributeType(definition.path("AttributeType").asText())
                    .build());
        }
        return attributes;
    }

    private static List<KeySchemaElement> keys(JsonNode schema) {
        var keys = new ArrayList<KeySchemaElement>();
        for (var element : schema) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(element.path("AttributeName").asText())
                    .keyType(element.path("KeyType").asText())
                    .build());
        }
        return keys;
    }

    private static List<LocalSecondaryIndex> indexes(JsonNode declared) {
        var indexes = new ArrayList<LocalSecondaryIndex>();
        for (var index : declared) {
            indexes.add(LocalSecondaryIndex.builder()
                    .indexName(index.path("IndexName").asText())
                    .keySchema(keys(index.path("KeySchema")))
                    .projection(projection -> projection.projectionType(
                            index.path("Projection").path("ProjectionType").asText()))
                    .build());
        }
        return indexes;
    }
}
