package ai.tierup.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The DynamoDB clients of the stores, which share one connection pool.
 *
 * @param once never retries; for placing a hold, whose key must not be sent twice
 * @param retrying retries requests that may not have arrived; for reads and for writes that are safe to repeat
 */
public record DynamoDbClients(DynamoDbClient once, DynamoDbClient retrying, DynamoDbEnhancedClient enhanced)
        implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 512;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(3);

    /** For a database on a developer's machine, which may be busy with compiling while the first requests come. */
    private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(30);

    static {
        SdkJson.prepareForNamesThatNeverRecur();
    }

    public static DynamoDbClients of(DynamoDbClient once, DynamoDbClient retrying) {
        return new DynamoDbClients(
                once,
                retrying,
                DynamoDbEnhancedClient.builder().dynamoDbClient(retrying).build());
    }

    /**
     * Creates a connection pool for {@link #of}.
     *
     * @param endpoint a DynamoDB other than AWS's, which gets more time to answer
     */
    public static SdkHttpClient connections(Optional<URI> endpoint) {
        return Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(endpoint.isPresent() ? LOCAL_TIMEOUT : CONNECT_TIMEOUT)
                .socketTimeout(endpoint.isPresent() ? LOCAL_TIMEOUT : SOCKET_TIMEOUT)
                .build();
    }

    /**
     * @param endpoint a DynamoDB other than AWS's, which accepts any credentials
     * @param http the connection pool; closing the clients does not close it
     */
    public static DynamoDbClients of(String region, Optional<URI> endpoint, SdkHttpClient http) {
        AwsCredentialsProvider credentials = endpoint.isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
                : DefaultCredentialsProvider.builder().build();
        return of(
                client(http, region, endpoint, credentials, AwsRetryStrategy.doNotRetry()),
                client(http, region, endpoint, credentials, AwsRetryStrategy.standardRetryStrategy()));
    }

    private static DynamoDbClient client(
            SdkHttpClient http,
            String region,
            Optional<URI> endpoint,
            AwsCredentialsProvider credentials,
            RetryStrategy retries) {
        var builder = DynamoDbClient.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(retries)
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void close() {
        once.close();
        retrying.close();
    }
}
