package ai.tierup.dynamodb;

import ai.tierup.domain.routing.BreakerState;
import ai.tierup.domain.routing.SharedBreakers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The breakers' states in the transient table: {@code pk "HEALTH#<candidate>"}, for a day after the last opening. */
public final class DynamoDbSharedBreakers implements SharedBreakers {

    private static final String PK = "HEALTH#";
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final String OPENED_AT = "openedAt";
    private static final String OPEN_UNTIL = "openUntil";
    private static final String OPEN_FOR = "openFor";
    private static final String TRIAL_UNTIL = "trialUntil";
    private static final String CLOSED_AT = "closedAt";
    private static final String EXPIRY = "expiresAtEpochSecond";

    private static final String OPENS_LONGER = "attribute_not_exists(pk) OR openUntil < :until";
    private static final String IS_UNCLAIMED =
            "attribute_not_exists(pk) OR (openUntil = :until AND attribute_not_exists(closedAt)"
                    + " AND (attribute_not_exists(trialUntil) OR trialUntil <= :now))";
    private static final String HAS_NOT_OPENED_AGAIN = "attribute_not_exists(pk) OR openUntil <= :until";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbSharedBreakers(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public Collection<BreakerState> read(Set<String> candidates) {
        var keys = candidates.stream()
                .map(candidate -> Map.of("pk", AttributeValues.text(PK + candidate)))
                .toList();
        return BatchGet.read(client, table, keys).stream()
                .map(DynamoDbSharedBreakers::state)
                .toList();
    }

    @Override
    public void open(BreakerState state) {
        put(state, OPENS_LONGER, Map.of(":until", millis(state.openUntil())));
    }

    @Override
    public boolean claimTrial(BreakerState claimed) {
        return put(
                claimed,
                IS_UNCLAIMED,
                Map.of(":until", millis(claimed.openUntil()), ":now", millis(claimed.claimedAt())));
    }

    @Override
    public void close(BreakerState state) {
        put(state, HAS_NOT_OPENED_AGAIN, Map.of(":until", millis(state.openUntil())));
    }

    /** Returns whether the condition held. */
    private boolean put(BreakerState state, String condition, Map<String, AttributeValue> values) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(item(state))
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Map<String, AttributeValue> item(BreakerState state) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(PK + state.candidate()));
        item.put(OPENED_AT, millis(state.openedAt()));
        item.put(OPEN_UNTIL, millis(state.openUntil()));
        item.put(OPEN_FOR, AttributeValues.number(state.openFor().toMillis()));
        if (state.trialUntil() != null) {
            item.put(TRIAL_UNTIL, millis(state.trialUntil()));
        }
        if (state.closedAt() != null) {
            item.put(CLOSED_AT, millis(state.closedAt()));
        }
        item.put(
                EXPIRY, AttributeValues.number(state.openUntil().plus(RETENTION).getEpochSecond()));
        return item;
    }

    private static BreakerState state(Map<String, AttributeValue> item) {
        return new BreakerState(
                AttributeValues.text(item, "pk").substring(PK.length()),
                Instant.ofEpochMilli(AttributeValues.number(item, OPENED_AT)),
                Instant.ofEpochMilli(AttributeValues.number(item, OPEN_UNTIL)),
                Duration.ofMillis(AttributeValues.number(item, OPEN_FOR)),
                instantOrNull(item, TRIAL_UNTIL),
                instantOrNull(item, CLOSED_AT));
    }

    private static @Nullable Instant instantOrNull(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Instant.ofEpochMilli(AttributeValues.number(item, name)) : null;
    }

    private static AttributeValue millis(Instant instant) {
        return AttributeValues.number(instant.toEpochMilli());
    }
}
