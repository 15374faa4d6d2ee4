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
 * Makes the tables of a template in DynamoDB Local and puts the recorded items into them. It uses DynamoDB's JSON API and no code of the
 * service, so that every version of the service finds the same items.
 */
record RecordedTables(URI dynamoDb) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** DynamoDB Local takes any signature. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    /** Properties that CloudFormation and DynamoDB's API spell alike. */
    private static final List<String> PROPERTIES =
            List.of("AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes", "BillingMode");

    /** Variables of the functions, and the resources that they name. */
    private static final Map<String, String> RESOURCES = Map.of(
            "WALLETS_TABLE", "WalletsTable",
            "LEDGER_TABLE", "LedgerTable",
            "DIRECTORY_TABLE", "DirectoryTable",
            "TRANSIENT_TABLE", "TransientTable");

    /** The names of the tables for the functions. Each table is called as its resource. */
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
            ask("CreateTable", table);
        }
    }

    /** @param put a table's name and an item, as the API takes them */
    void put(JsonNode put) throws IOException, InterruptedException {
        ask("PutItem", put);
    }

    private void ask(String operation, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dynamoDb)
                .header("content-type", "application/x-amz-json-1.0")
                .header("x-amz-target", "DynamoDB_20120810." + operation)
                .header("authorization", AUTHORIZATION)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(operation + " was answered " + answer.body() + " to " + body);
        }
    }
}
