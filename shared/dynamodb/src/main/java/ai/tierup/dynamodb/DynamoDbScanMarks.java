package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.ScanMarks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scan marks in the transient table: {@code pk "SCAN#<job>"}. If a mark is lost, its job starts from the beginning. */
public final class DynamoDbScanMarks implements ScanMarks {

    private static final Duration RETENTION = Duration.ofDays(2);

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;

    public DynamoDbScanMarks(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.client = clients.retrying();
        this.table = tables.transients();
        this.clock = clock;
    }

    @Override
    public Optional<String> find(String job) {
        var item = client.getItem(get -> get.tableName(table).key(key(job)).consistentRead(true))
                .item();
        return Optional.ofNullable(item.get("mark")).map(AttributeValue::s);
    }

    @Override
    public void keep(String job, Optional<String> mark) {
        if (mark.isEmpty()) {
            client.deleteItem(delete -> delete.tableName(table).key(key(job)));
            return;
        }
        var expiresAt = clock.instant().plus(RETENTION).getEpochSecond();
        client.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk", AttributeValues.text("SCAN#" + job),
                        "mark", AttributeValues.text(mark.get()),
                        "expiresAtEpochSecond", AttributeValues.number(expiresAt))));
    }

    private static Map<String, AttributeValue> key(String job) {
        return Map.of("pk", AttributeValues.text("SCAN#" + job));
    }
}
