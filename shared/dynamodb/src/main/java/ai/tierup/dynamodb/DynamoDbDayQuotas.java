package ai.tierup.dynamodb;

import ai.tierup.domain.access.DayQuotas;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Daily counters in the transient table: {@code pk "QUOTA#<day>#<counter>"}, deleted after two days. An addition that is sent twice may
 * count twice.
 */
public final class DynamoDbDayQuotas implements DayQuotas {

    private static final int RETENTION_DAYS = 3;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbDayQuotas(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public boolean take(String counter, LocalDate day, int max) {
        var expiresAt =
                day.plusDays(RETENTION_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(Map.of("pk", AttributeValues.text("QUOTA#" + day + "#" + counter)))
                    .updateExpression("SET taken = if_not_exists(taken, :zero) + :one, expiresAtEpochSecond = :expiry")
                    .conditionExpression("attribute_not_exists(taken) OR taken < :max")
                    .expressionAttributeValues(Map.of(
                            ":zero",
                            AttributeValues.ZERO,
                            ":one",
                            AttributeValues.ONE,
                            ":max",
                            AttributeValues.number(max),
                            ":expiry",
                            AttributeValues.number(expiresAt))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
