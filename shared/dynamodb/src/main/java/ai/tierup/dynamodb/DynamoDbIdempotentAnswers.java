package ai.tierup.dynamodb;

import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.idempotency.Claim;
import ai.tierup.domain.idempotency.ClaimOutcome;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Claims and kept answers in the transient table: {@code pk "IDEMPOTENCY#<account>#<hash of the key>"}. An item without {@code answer} is
 * a claim; a null {@code answer} was too large to keep. The table deletes expired items late, so a claim checks the expiry as well. Every
 * write is conditional on its owner, and therefore safe to send again.
 */
public final class DynamoDbIdempotentAnswers implements IdempotentAnswers {

    /** Below DynamoDB's limit of 400 KB for an item; each KB costs a write unit. */
    static final int MAX_ANSWER_BYTES = 300 * 1024;

    private static final String EXPIRY = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbIdempotentAnswers(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public ClaimOutcome claim(Claim claim, Instant now) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(item(claim, claim.expiresAt()))
                    .conditionExpression("attribute_not_exists(pk) OR " + EXPIRY + " <= :now")
                    .expressionAttributeValues(Map.of(":now", AttributeValues.number(now.getEpochSecond())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new ClaimOutcome.Claimed();
        } catch (ConditionalCheckFailedException e) {
            return outcome(claim, e.item());
        }
    }

    @Override
    public boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt) {
        var item = item(claim, expiresAt);
        var bytes = KeptAnswerCodec.write(answer);
        item.put(
                "answer",
                bytes.length > MAX_ANSWER_BYTES
                        ? AttributeValue.fromNul(true)
                        : AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
        try {
            client.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("claimedBy = :owner")
                    .expressionAttributeValues(owner(claim)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void free(Claim claim) {
        try {
            client.deleteItem(delete -> delete.tableName(table)
                    .key(Map.of("pk", pk(claim)))
                    .conditionExpression("claimedBy = :owner AND attribute_not_exists(answer)")
                    .expressionAttributeValues(owner(claim)));
        } catch (ConditionalCheckFailedException e) {
            // The claim is already free, has an answer or belongs to another request.
        }
    }

    private static Map<String, AttributeValue> item(Claim claim, Instant expiresAt) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", pk(claim));
        item.put("request", AttributeValues.text(claim.request().bodyHash()));
        item.put("claimedBy", AttributeValues.text(claim.owner().value()));
        item.put(EXPIRY, AttributeValues.number(expiresAt.getEpochSecond()));
        return item;
    }

    private static AttributeValue pk(Claim claim) {
        var request = claim.request();
        return AttributeValues.text("IDEMPOTENCY#" + request.account().value() + "#" + request.keyHash());
    }

    private static Map<String, AttributeValue> owner(Claim claim) {
        return Map.of(":owner", AttributeValues.text(claim.owner().value()));
    }

    private static ClaimOutcome outcome(Claim claim, Map<String, AttributeValue> item) {
        try {
            if (!AttributeValues.text(item, "request").equals(claim.request().bodyHash())) {
                return new ClaimOutcome.Refused(new ClaimRefusal.OtherRequest());
            }
            var answer = item.get("answer");
            if (answer == null) {
                var owner = new RequestId(AttributeValues.text(item, "claimedBy"));
                return owner.equals(claim.owner())
                        ? new ClaimOutcome.Claimed()
                        : new ClaimOutcome.Refused(new ClaimRefusal.InProgress(owner.time()));
            }
            return answer.b() == null
                    ? new ClaimOutcome.Refused(new ClaimRefusal.AnswerTooLarge())
                    : new ClaimOutcome.Answered(KeptAnswerCodec.read(answer.b().asByteArrayUnsafe()));
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            return new ClaimOutcome.Refused(new ClaimRefusal.AnswerUnreadable());
        }
    }
}
