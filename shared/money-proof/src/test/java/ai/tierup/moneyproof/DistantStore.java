package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.LayeredClient;
import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * A store that takes some simulated milliseconds to answer: half of them before it acts, half after. One in two answers takes at most 3.4 ms,
 * and one in a hundred more than 11.
 */
final class DistantStore extends LayeredClient {

    private static final double LEAST_MILLIS = 2;
    private static final double MEAN_FURTHER_MILLIS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    private final DynamoDbClient store;
    private final SimulatedTime time;
    private final RandomGenerator random;

    DistantStore(DynamoDbClient store, SimulatedTime time, RandomGenerator random) {
        this.store = store;
        this.time = time;
        this.random = random;
    }

    @Override
    protected <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        var millis = LEAST_MILLIS + MEAN_FURTHER_MILLIS * random.nextExponential();
        var half = Duration.ofNanos((long) (millis * NANOS_PER_MILLI / 2));
        time.pass(half);
        try {
            return call.through(store);
        } finally {
            time.pass(half);
        }
    }
}
