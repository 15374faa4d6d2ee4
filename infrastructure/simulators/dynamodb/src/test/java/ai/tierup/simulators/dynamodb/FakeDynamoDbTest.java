package ai.tierup.simulators.dynamodb;

import static ai.tierup.simulators.dynamodb.BothStores.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of every kind, composed at random: the fake answers as DynamoDB Local does and holds the same items. */
@Tag("store")
class FakeDynamoDbTest {

    private static final int STEPS = 600;

    /** Replays by its seed: each has partitions of its own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 77, 20_261_124})
    void anyRequestIsAnsweredAsByDynamoDbLocal(long seed) {
        var requests = new RandomRequests(new Random(seed), List.of(seed + "a", seed + "b"));
        for (var step = 0; step < STEPS; step++) {
            try {
                requests.sendOne();
            } catch (AssertionError e) {
                throw new AssertionError("seed %d, step %d".formatted(seed, step), e);
            }
        }
        CLIENT.scan(scan -> scan.tableName(TestTables.PLAIN));
        CLIENT.scan(scan -> scan.tableName(TestTables.SORTED));
        assertThat(CLIENT.answers())
                .as("Every kind of answer came")
                .containsKeys(
                        "GetItemResponse",
                        "BatchGetItemResponse",
                        "QueryResponse",
                        "PutItemResponse",
                        "UpdateItemResponse",
                        "DeleteItemResponse",
                        "TransactWriteItemsResponse",
                        "ConditionalCheckFailedException",
                        "TransactionCanceledException",
                        "DynamoDbException");
    }
}
