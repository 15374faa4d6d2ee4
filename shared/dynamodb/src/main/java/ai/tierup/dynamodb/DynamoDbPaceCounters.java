package ai.tierup.dynamodb;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.keys.PaceCounters;
import ai.tierup.domain.keys.PaceUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The counters of keys with soft limits, in the transient table. What a key uses in a minute is at {@code pk "PACE#<key>#<minute>"}, and its
 * running requests are at {@code pk "PACE#<key>"}, as a set of {@code <request>/<expiry>}. Writes are sent once, because a repeated one would
 * count twice.
 */
public final class DynamoDbPaceCounters implements PaceCounters {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(3);
    private static final String REQUESTS = "requests";
    private static final String TOKENS = "tokens";
    private static final String RUNNING = "running";

    private final DynamoDbClient once;
    private final DynamoDbClient retrying;
    private final String table;

    public DynamoDbPaceCounters(DynamoDbClients clients, TableNames tables) {
        this.once = clients.once();
        this.retrying = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public PaceUse used(KeyId key, long epochMinute) {
        return BatchGet.read(retrying, table, List.of(minuteKey(key, epochMinute))).stream()
                .findFirst()
                .map(DynamoDbPaceCounters::use)
                .orElse(new PaceUse(0, 0));
    }

    @Override
    public Counted count(KeyId key, long epochMinute, PaceUse max) {
        try {
            var counted = once.updateItem(update -> update.tableName(table)
                    .key(minuteKey(key, epochMinute))
                    .updateExpression("SET expiresAtEpochSecond = :expiresAt ADD requests :one")
                    .conditionExpression("(attribute_not_exists(requests) OR requests <= :maxRequests)"
                            + " AND (attribute_not_exists(tokens) OR tokens <= :maxTokens)")
                    .expressionAttributeValues(Map.of(
                            ":one", AttributeValues.ONE,
                            ":expiresAt", expiry(epochMinute),
                            ":maxRequests", AttributeValues.number(max.requests()),
                            ":maxTokens", AttributeValues.number(max.tokens())))
                    .returnValues(ReturnValue.ALL_NEW)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Counted(true, use(counted.attributes()));
        } catch (ConditionalCheckFailedException e) {
            return new Counted(false, use(e.item()));
        }
    }

    @Override
    public void addTokens(KeyId key, long epochMinute, long tokens) {
        once.updateItem(update -> update.tableName(table)
                .key(minuteKey(key, epochMinute))
                .updateExpression("SET expiresAtEpochSecond = :expiresAt ADD tokens :tokens")
                .expressionAttributeValues(
                        Map.of(":expiresAt", expiry(epochMinute), ":tokens", AttributeValues.number(tokens))));
    }

    @Override
    public boolean begin(KeyId key, Running request, long max, Instant now) {
        return tryBegin(key, request, max)
                .map(others -> {
                    var expired = others.stream()
                            .filter(other -> expiresAtEpochSecond(other) <= now.getEpochSecond())
                            .toList();
                    if (expired.isEmpty()) {
                        return false;
                    }
                    remove(key, expired);
                    return tryBegin(key, request, max).isEmpty();
                })
                .orElse(true);
    }

    /** Returns empty if the request has begun, or else those that are running. */
    private Optional<List<String>> tryBegin(KeyId key, Running request, long max) {
        try {
            once.updateItem(update -> update.tableName(table)
                    .key(runningKey(key))
                    .updateExpression("SET expiresAtEpochSecond = :expiresAt ADD running :request")
                    .conditionExpression("attribute_not_exists(running) OR size(running) < :max")
                    .expressionAttributeValues(Map.of(
                            ":expiresAt", AttributeValues.number(request.expiresAtEpochSecond()),
                            ":request", AttributeValue.fromSs(List.of(text(request))),
                            ":max", AttributeValues.number(max)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(AttributeValues.required(e.item(), RUNNING).ss());
        }
    }

    @Override
    public void end(KeyId key, Running request) {
        remove(key, List.of(text(request)));
    }

    private void remove(KeyId key, List<String> requests) {
        retrying.updateItem(update -> update.tableName(table)
                .key(runningKey(key))
                .updateExpression("DELETE running :requests")
                .expressionAttributeValues(Map.of(":requests", AttributeValue.fromSs(requests))));
    }

    private static PaceUse use(Map<String, AttributeValue> item) {
        return new PaceUse(count(item, REQUESTS), count(item, TOKENS));
    }

    private static long count(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? AttributeValues.number(item, name) : 0;
    }

    private static AttributeValue expiry(long epochMinute) {
        return AttributeValues.number(epochMinute * MINUTE.toSeconds() + KEPT.toSeconds());
    }

    private static String text(Running request) {
        return request.id().value() + "/" + request.expiresAtEpochSecond();
    }

    private static long expiresAtEpochSecond(String text) {
        return Long.parseLong(text.substring(text.indexOf('/') + 1));
    }

    private static Map<String, AttributeValue> minuteKey(KeyId key, long epochMinute) {
        return Map.of("pk", AttributeValues.text("PACE#" + key.value() + "#" + epochMinute));
    }

    private static Map<String, AttributeValue> runningKey(KeyId key) {
        return Map.of("pk", AttributeValues.text("PACE#" + key.value()));
    }
}
