package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.repeat.Marker;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.PrefixHash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Markers of repeated input in the transient table: {@code pk "MARK#<account>#<prefix hash>"}. The table deletes expired items late, so
 * each contains its exact expiry as well.
 */
public final class DynamoDbMarkers implements Markers {

    private static final String TOKENS = "tokens";
    private static final String CANDIDATE = "candidate";
    private static final String EXPIRY = "expiresAtEpochMilli";

    /** The table's time to live. */
    private static final String DELETION = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbMarkers(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public void put(AccountId account, Collection<Marker> markers) {
        for (var marker : markers) {
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "pk",
                            AttributeValues.text(pk(account, marker.prefix())),
                            TOKENS,
                            AttributeValues.number(marker.tokens()),
                            CANDIDATE,
                            AttributeValues.text(marker.candidate()),
                            EXPIRY,
                            AttributeValues.number(marker.expiresAt().toEpochMilli()),
                            DELETION,
                            AttributeValues.number(marker.expiresAt().getEpochSecond() + 1))));
        }
    }

    /**
     * Reads with eventual consistency. If the newest marker is still missing, an older one of the same conversation is found, and only the
     * last turn is not recognised.
     */
    @Override
    public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
        var keys = prefixes.stream()
                .distinct()
                .map(prefix -> Map.of("pk", AttributeValues.text(pk(account, prefix))))
                .toList();
        return BatchGet.readEventually(client, table, keys).stream()
                .map(item -> marker(account, item))
                .toList();
    }

    private static Marker marker(AccountId account, Map<String, AttributeValue> item) {
        return new Marker(
                new PrefixHash(AttributeValues.text(item, "pk")
                        .substring(pk(account, "").length())),
                AttributeValues.number(item, TOKENS),
                AttributeValues.text(item, CANDIDATE),
                Instant.ofEpochMilli(AttributeValues.number(item, EXPIRY)));
    }

    private static String pk(AccountId account, PrefixHash prefix) {
        return pk(account, prefix.value());
    }

    private static String pk(AccountId account, String prefix) {
        return "MARK#" + account.value() + "#" + prefix;
    }
}
