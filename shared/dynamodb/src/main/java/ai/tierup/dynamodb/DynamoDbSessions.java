package ai.tierup.dynamodb;

import ai.tierup.domain.access.Session;
import ai.tierup.domain.access.Sessions;
import ai.tierup.domain.account.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Sessions in the transient table: {@code pk "SESSION#<hash>"}. The time up to which all sessions of an account have ended is at {@code pk
 * "SESSIONS#<account>"}, so that they end in one write. If the table is lost, everybody has to sign in again.
 */
public final class DynamoDbSessions implements Sessions {

    private static final String ACCOUNT = "account";
    private static final String CREATED_AT = "createdAt";
    private static final String ENDED_AT = "endedAt";
    private static final String EXPIRY = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbSessions(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public void add(String hash, Session session) {
        client.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk",
                        AttributeValues.text(pk(hash)),
                        ACCOUNT,
                        AttributeValues.text(session.account().value()),
                        CREATED_AT,
                        AttributeValues.text(session.createdAt().toString()),
                        EXPIRY,
                        AttributeValues.number(session.expiresAt().getEpochSecond()))));
    }

    @Override
    public Optional<Session> find(String hash) {
        var item = item(pk(hash));
        if (item.isEmpty()) {
            return Optional.empty();
        }
        var account = new AccountId(AttributeValues.text(item, ACCOUNT));
        var session = new Session(account, Instant.parse(AttributeValues.text(item, CREATED_AT)));
        var end = item(pk(account));
        return end.isEmpty() || session.createdAt().toEpochMilli() > AttributeValues.number(end, ENDED_AT)
                ? Optional.of(session)
                : Optional.empty();
    }

    @Override
    public void end(String hash) {
        client.deleteItem(delete -> delete.tableName(table).key(Map.of("pk", AttributeValues.text(pk(hash)))));
    }

    @Override
    public void endAll(AccountId account, Instant now) {
        end(account, now.toEpochMilli(), now.plus(Session.LIFETIME));
    }

    /** The item outlives sessions of clocks that are ahead. */
    @Override
    public void endForGood(AccountId account, Instant now) {
        end(account, Long.MAX_VALUE, now.plus(Session.LIFETIME).plus(Session.LIFETIME));
    }

    private void end(AccountId account, long endedAt, Instant expiresAt) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "pk",
                            AttributeValues.text(pk(account)),
                            ENDED_AT,
                            AttributeValues.number(endedAt),
                            EXPIRY,
                            AttributeValues.number(expiresAt.getEpochSecond())))
                    .conditionExpression("attribute_not_exists(endedAt) OR endedAt < :end")
                    .expressionAttributeValues(Map.of(":end", AttributeValues.number(endedAt))));
        } catch (ConditionalCheckFailedException e) {
            // The sessions have ended up to a later time.
            return;
        }
    }

    private Map<String, AttributeValue> item(String pk) {
        return client.getItem(read -> read.tableName(table)
                        .key(Map.of("pk", AttributeValues.text(pk)))
                        .consistentRead(true))
                .item();
    }

    private static String pk(String hash) {
        return "SESSION#" + hash;
    }

    private static String pk(AccountId account) {
        return "SESSIONS#" + account.value();
    }
}
