package ai.tierup.simulators.dynamodb;

import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One client for DynamoDB Local and the simulator, with the same two tables, shared by all tests. */
final class BothStores {

    static final ComparedClient CLIENT = compared();

    private BothStores() {}

    private static ComparedClient compared() {
        var local = DynamoDbClient.builder()
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(LocalDynamoDb.ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        var fake = new FakeDynamoDb(InstantSource.system());
        for (var client : List.of(local, fake)) {
            client.createTable(TestTables.plain());
            client.createTable(TestTables.sorted());
        }
        return new ComparedClient(local, fake);
    }
}
