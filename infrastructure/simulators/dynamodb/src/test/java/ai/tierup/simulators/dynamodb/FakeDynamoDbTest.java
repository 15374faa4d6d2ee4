package ai.tierup.simulators.dynamodb;

import static ai.tierup.simulators.dynamodb.BothStores.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the fake with DynamoDB Local, by random requests of every kind. */
@Tag("store")
class FakeDynamoDbTest {

    private static final int STEPS = 600;

    /** Each seed uses separate partitions, so that it can be repeated alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 77, 20_261_124})
    void randomRequestsAreAnsweredAsByDynamoDbLocal(long seed) {
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
                .as("kinds of answers")
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
