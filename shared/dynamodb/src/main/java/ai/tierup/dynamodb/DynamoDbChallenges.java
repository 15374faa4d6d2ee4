package ai.tierup.dynamodb;

import ai.tierup.domain.access.Challenge;
import ai.tierup.domain.access.ChallengeId;
import ai.tierup.domain.access.Challenges;
import ai.tierup.domain.account.EmailAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Challenges in the transient table: {@code pk "CHALLENGE#<id>"}. The table deletes expired items late, so a try checks the expiry as
 * well. A try that is sent twice may count twice.
 */
public final class DynamoDbChallenges implements Challenges {

    private static final String MAIL = "mail";
    private static final String CODE = "code";
    private static final String TRIES = "tries";
    private static final String EXPIRY = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbChallenges(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public void add(Challenge challenge) {
        client.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk",
                        AttributeValues.text(pk(challenge.id())),
                        MAIL,
                        AttributeValues.text(challenge.address().text()),
                        CODE,
                        AttributeValues.text(challenge.codeHash()),
                        TRIES,
                        AttributeValues.ZERO,
                        EXPIRY,
                        AttributeValues.number(challenge.expiresAt().getEpochSecond()))));
    }

    @Override
    public Optional<Challenge> countTry(ChallengeId id, Instant now) {
        try {
            var item = client.updateItem(update -> update.tableName(table)
                            .key(key(id))
                            .updateExpression("SET tries = tries + :one")
                            .conditionExpression("tries < :max AND " + EXPIRY + " > :now")
                            .expressionAttributeValues(Map.of(
                                    ":one",
                                    AttributeValues.ONE,
                                    ":max",
                                    AttributeValues.number(Challenge.MAX_TRIES),
                                    ":now",
                                    AttributeValues.number(now.getEpochSecond())))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return Optional.of(read(id, item));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean use(ChallengeId id) {
        return !client.deleteItem(delete -> delete.tableName(table).key(key(id)).returnValues(ReturnValue.ALL_OLD))
                .attributes()
                .isEmpty();
    }

    private static Challenge read(ChallengeId id, Map<String, AttributeValue> item) {
        return new Challenge(
                id,
                EmailAddress.parse(AttributeValues.text(item, MAIL))
                        .orElseThrow(() -> new IllegalStateException("A challenge has no valid address")),
                AttributeValues.text(item, CODE),
                Instant.ofEpochSecond(AttributeValues.number(item, EXPIRY)));
    }

    private static Map<String, AttributeValue> key(ChallengeId id) {
        return Map.of("pk", AttributeValues.text(pk(id)));
    }

    private static String pk(ChallengeId id) {
        return "CHALLENGE#" + id.value();
    }
}
