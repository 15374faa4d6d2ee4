package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/**
 * Creates the tables of a template in DynamoDB Local and puts the recorded items into them. It uses DynamoDB's JSON API and no code of
 * the service, so that every version of the service finds the same items.
 */
record RecordedTables(URI dynamoDb) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** DynamoDB Local accepts any signature. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    /** Properties that CloudFormation and DynamoDB's API have in common. */
    private static final List<String> PROPERTIES =
            List.of("AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes", "BillingMode");

    /** Resource names by the variables of the functions. */
    private static final Map<String, String> RESOURCES = Map.of(
            "WALLETS_TABLE", "WalletsTable",
            "LEDGER_TABLE", "LedgerTable",
            "DIRECTORY_TABLE", "DirectoryTable",
            "TRANSIENT_TABLE", "TransientTable");

    /** The variables with the names of the tables. Each table is named after its resource. */
    static Map<String, String> variables() {
        return RESOURCES;
    }

    void create(JsonNode template) throws IOException, InterruptedException {
        for (var resource : RESOURCES.values()) {
            var properties = template.path("Resources").path(resource).path("Properties");
            var table = JSON.createObjectNode().put("TableName", resource);
            for (var name : PROPERTIES) {
                if (properties.has(name)) {
                    table.set(name, properties.path(name));
                }
            }
            call("CreateTable", table);
        }
    }

    /** @param put a request of the {@code PutItem} API */
    void put(JsonNode put) throws IOException, InterruptedException {
        call("PutItem", put);
    }

    private void call(String operation, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dynamoDb)
                .header("content-type", "application/x-amz-json-1.0")
                .header("x-amz-target", "DynamoDB_20120810." + operation)
                .header("authorization", AUTHORIZATION)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(operation + " failed: " + answer.body() + " for " + body);
        }
    }
}
