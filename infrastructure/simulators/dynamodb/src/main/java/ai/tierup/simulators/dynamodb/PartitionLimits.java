package ai.tierup.simulators.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A store that takes as many writes of one partition key as AWS's does: 1,000 write units a second. Above that it throttles. A second's
 * units may be used at once, and a refused condition uses as many as a write. Only puts and updates are limited.
 */
public final class PartitionLimits extends LayeredClient {

    private static final double WRITE_UNITS_PER_SECOND = 1_000;
    private static final String PARTITION_KEY = "pk";

    private final FakeDynamoDb store;
    private final InstantSource clock;
    private final Map<String, Level> levels = new HashMap<>();
    private int throttled;

    /** The units that a partition may use at a time; below zero after a write of several units. */
    private record Level(double units, Instant at) {

        Level refilled(Instant now) {
            var seconds = Duration.between(at, now).toNanos() / 1e9;
            return new Level(Math.min(WRITE_UNITS_PER_SECOND, units + seconds * WRITE_UNITS_PER_SECOND), now);
        }

        Level less(int used) {
            return new Level(units - used, at);
        }
    }

    public PartitionLimits(FakeDynamoDb store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The number of writes that were throttled. */
    public synchronized int throttled() {
        return throttled;
    }

    @Override
    protected synchronized <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        var partition = partition(request);
        if (partition.isEmpty()) {
            return call.through(store);
        }
        var now = clock.instant();
        var level = levels.getOrDefault(partition.get(), new Level(WRITE_UNITS_PER_SECOND, now))
                .refilled(now);
        levels.put(partition.get(), level);
        if (level.units() <= 0) {
            throttled++;
            throw Errors.throttled();
        }
        var before = store.units();
        try {
            return call.through(store);
        } finally {
            levels.put(partition.get(), level.less(store.units().minus(before).write()));
        }
    }

    private static Optional<String> partition(DynamoDbRequest request) {
        return switch (request) {
            case UpdateItemRequest update -> Optional.of(partition(update.tableName(), update.key()));
            case PutItemRequest put -> Optional.of(partition(put.tableName(), put.item()));
            default -> Optional.empty();
        };
    }

    private static String partition(String table, Map<String, AttributeValue> item) {
        return table + " "
                + item.getOrDefault(PARTITION_KEY, AttributeValue.fromS("")).s();
    }
}
