package ai.tierup.simulators.dynamodb;

import java.io.IOException;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A client that retries like the SDK's standard mode. After a network failure, throttling or a server error, a
 * request is sent at most three times. Conflicts with transactions are not retried. Like the SDK, it adds a token to a transaction that
 * has none; all attempts have the same token.
 */
public final class RetryingClient extends LayeredClient {

    private static final int MAX_SENDS = 3;
    private static final Set<Integer> RETRYABLE_STATUSES = Set.of(500, 502, 503, 504);

    private final DynamoDbClient network;
    private final Supplier<String> tokens;
    private final IntConsumer pause;

    /**
     * Creates a client that retries without delays.
     *
     * @param tokens supplies unique tokens for transactions
     */
    public RetryingClient(DynamoDbClient network, Supplier<String> tokens) {
        this(network, tokens, sends -> {});
    }

    /** @param pause called before a request is sent again, with the number of times that it was sent */
    public RetryingClient(DynamoDbClient network, Supplier<String> tokens, IntConsumer pause) {
        this.network = network;
        this.tokens = tokens;
        this.pause = pause;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return super.transactWriteItems(
                request.clientRequestToken() == null
                        ? request.toBuilder().clientRequestToken(tokens.get()).build()
                        : request);
    }

    @Override
    protected <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        for (var sends = 1; ; sends++) {
            try {
                return call.through(network);
            } catch (SdkClientException e) {
                if (sends == MAX_SENDS || !(e.getCause() instanceof IOException)) {
                    throw e;
                }
            } catch (DynamoDbException e) {
                if (sends == MAX_SENDS || !(e.isThrottlingException() || RETRYABLE_STATUSES.contains(e.statusCode()))) {
                    throw e;
                }
            }
            pause.accept(sends);
        }
    }
}
