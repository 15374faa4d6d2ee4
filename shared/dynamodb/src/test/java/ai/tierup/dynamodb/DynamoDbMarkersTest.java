package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.repeat.Marker;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.MarkersContract;
import ai.tierup.domain.repeat.PrefixHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("store")
class DynamoDbMarkersTest extends MarkersContract {

    private final Markers markers = new DynamoDbMarkers(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected Markers markers() {
        return markers;
    }

    @Test
    void theTableMayDeleteAMarkerOnlyAfterItsExactExpiry() {
        var prefix = new PrefixHash("P".repeat(43));
        markers.put(
                new AccountId("acme"),
                List.of(new Marker(prefix, 1_500, "north/alpha", Instant.ofEpochMilli(1_796_000_000_999L))));

        var item = LocalTables.CLIENTS
                .retrying()
                .getItem(get -> get.tableName(LocalTables.NAMES.transients())
                        .key(Map.of("pk", AttributeValue.fromS("MARK#acme#" + prefix.value()))))
                .item();

        assertThat(item).containsEntry("expiresAtEpochSecond", AttributeValue.fromN("1796000001"));
    }
}
