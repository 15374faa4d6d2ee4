package ai.tierup.dynamodb;

import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.payment.TopUpKeys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Idempotency keys of top-ups in the transient table: {@code pk "TOPUP#<account>#<hash of the key>"}. The table deletes expired items
 * late, so a claim checks the expiry as well. A claim that is sent twice finds itself the second time.
 */
public final class DynamoDbTopUpKeys implements TopUpKeys {

    private static final String EXPIRY = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbTopUpKeys(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public Optional<TopUpId> claim(IdempotentRequest request, TopUpId topUp, Instant now, Instant expiresAt) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "pk",
                            AttributeValues.text("TOPUP#" + request.account() + "#" + request.keyHash()),
                            "request",
                            AttributeValues.text(request.bodyHash()),
                            "topUp",
                            AttributeValues.text(topUp.value()),
                            EXPIRY,
                            AttributeValues.number(expiresAt.getEpochSecond())))
                    .conditionExpression("attribute_not_exists(pk) OR " + EXPIRY + " <= :now")
                    .expressionAttributeValues(Map.of(":now", AttributeValues.number(now.getEpochSecond())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.of(topUp);
        } catch (ConditionalCheckFailedException e) {
            return topUpOf(request, e.item());
        }
    }

    private static Optional<TopUpId> topUpOf(IdempotentRequest request, Map<String, AttributeValue> item) {
        return AttributeValues.text(item, "request").equals(request.bodyHash())
                ? Optional.of(new TopUpId(AttributeValues.text(item, "topUp")))
                : Optional.empty();
    }
}
