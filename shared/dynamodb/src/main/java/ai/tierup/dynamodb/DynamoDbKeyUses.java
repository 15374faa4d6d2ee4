package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.keys.KeyUses;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The last uses of keys in the directory table: {@code pk "KEYUSE#<account>"}, {@code sk "<key>"}. They are apart from the keys, so that a
 * function that may write them can change no key.
 */
public final class DynamoDbKeyUses implements KeyUses {

    private static final String HOUR = "usedAt";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbKeyUses(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
    }

    @Override
    public void note(AccountId account, KeyId key, Instant hour) {
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(key(account, key))
                    .updateExpression("SET usedAt = :hour")
                    .conditionExpression("attribute_not_exists(usedAt) OR usedAt < :hour")
                    .expressionAttributeValues(Map.of(":hour", AttributeValues.text(hour.toString()))));
        } catch (ConditionalCheckFailedException e) {
            // Another process has noted this hour or a later one.
            return;
        }
    }

    @Override
    public Optional<Instant> find(AccountId account, KeyId key) {
        var item = client.getItem(read -> read.tableName(table).key(key(account, key)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(hour(item));
    }

    @Override
    public Map<KeyId, Instant> list(AccountId account) {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", partition(account))))
                .items()
                .stream()
                .collect(Collectors.toMap(item -> new KeyId(AttributeValues.text(item, "sk")), DynamoDbKeyUses::hour));
    }

    @Override
    public void erase(AccountId account) {
        for (var key : list(account).keySet()) {
            client.deleteItem(delete -> delete.tableName(table).key(key(account, key)));
        }
    }

    private static Instant hour(Map<String, AttributeValue> item) {
        return Instant.parse(AttributeValues.text(item, HOUR));
    }

    private static Map<String, AttributeValue> key(AccountId account, KeyId key) {
        return Map.of("pk", partition(account), "sk", AttributeValues.text(key.value()));
    }

    private static AttributeValue partition(AccountId account) {
        return AttributeValues.text("KEYUSE#" + account.value());
    }
}
