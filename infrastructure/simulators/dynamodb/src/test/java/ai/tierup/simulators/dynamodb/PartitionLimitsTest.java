package ai.tierup.simulators.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class PartitionLimitsTest {

    private static final int UNITS_PER_SECOND = 1_000;

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final FakeDynamoDb store = new FakeDynamoDb(() -> now);
    private final PartitionLimits limited = new PartitionLimits(store, () -> now);

    PartitionLimitsTest() {
        store.createTable(TestTables.plain());
    }

    private void write(String partition, String condition) {
        limited.updateItem(update -> update.tableName(TestTables.PLAIN)
                .key(Map.of("pk", AttributeValue.fromS(partition)))
                .updateExpression("SET a = :a")
                .conditionExpression(condition)
                .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("b"))));
    }

    private void writeAll(String partition, int times) {
        for (var number = 0; number < times; number++) {
            write(partition, "attribute_not_exists(z)");
        }
    }

    private void assertThrottled(String partition) {
        assertThatThrownBy(() -> write(partition, "attribute_not_exists(z)"))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
    }

    @Test
    void aPartitionServesTheUnitsOfASecondAndOthersAreNotConcerned() {
        writeAll("hot", UNITS_PER_SECOND);

        assertThrottled("hot");
        writeAll("cold", 1);
        assertThat(limited.throttled()).isEqualTo(1);
    }

    @Test
    void unitsComeBackWithTimeButNoMoreThanThoseOfASecond() {
        writeAll("hot", UNITS_PER_SECOND);

        now = now.plusMillis(10);
        writeAll("hot", 10);
        assertThrottled("hot");

        now = now.plusSeconds(60);
        writeAll("hot", UNITS_PER_SECOND);
        assertThrottled("hot");
    }

    @Test
    void aRefusedConditionUsesUnitsToo() {
        for (var number = 0; number < UNITS_PER_SECOND; number++) {
            assertThatThrownBy(() -> write("hot", "attribute_exists(z)"))
                    .isInstanceOf(ConditionalCheckFailedException.class);
        }

        assertThrottled("hot");
    }

    @Test
    void aThrottledWriteHasNoEffect() {
        writeAll("hot", UNITS_PER_SECOND);
        assertThrottled("hot");

        assertThat(store.units().write()).isEqualTo(UNITS_PER_SECOND);
    }
}
