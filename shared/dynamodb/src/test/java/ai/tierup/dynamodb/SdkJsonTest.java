package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tests for what the SDK's parser allocates. */
class SdkJsonTest {

    private static final int WALLETS = 2_000;
    private static final long MAX_BYTES = 120_000;

    @Test
    void readingAWalletCostsTheSameHoweverManyHoldsWereReadBefore() {
        var clients = DynamoDbClients.of("eu-central-1", Optional.of(URI.create("http://127.0.0.1")), new Answers());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var last = 0L;
        try (clients) {
            for (var number = 0; number < WALLETS; number++) {
                var before = threads.getCurrentThreadAllocatedBytes();
                assertThat(read(clients.retrying())).containsOnlyKeys("req_%024x-0".formatted(number));
                last = threads.getCurrentThreadAllocatedBytes() - before;
            }
        }
        assertThat(last).isLessThan(MAX_BYTES);
    }

    private static Map<String, ?> read(DynamoDbClient client) {
        var wallet = client.getItem(get -> get.tableName("wallets").key(Map.of("pk", AttributeValues.text("W#acc_1"))))
                .item();
        return Objects.requireNonNull(wallet.get("holds")).m();
    }

    /** Answers each request with a wallet that has a hold of its own. */
    private static final class Answers implements SdkHttpClient {

        private int answers;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            var body = "{\"Item\":{\"holds\":{\"M\":{\"req_%024x-0\":{\"S\":\"held\"}}}}}"
                    .formatted(answers++)
                    .getBytes(UTF_8);
            return new ExecutableHttpRequest() {

                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
