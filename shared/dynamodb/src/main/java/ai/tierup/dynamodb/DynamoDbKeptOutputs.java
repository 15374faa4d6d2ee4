package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.recall.KeptOutputs;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sealed outputs in the transient table: {@code pk "OUTPUT#<account>#<answer>"}. The table deletes expired items late, so they are filtered
 * out here as well.
 */
public final class DynamoDbKeptOutputs implements KeptOutputs {

    private static final String EXPIRY = "expiresAtEpochSecond";
    private static final String OUTPUT = "output";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbKeptOutputs(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public void keep(AccountId account, RequestId answer, byte[] sealed, Instant expiresAt) {
        var item = Map.of(
                "pk",
                AttributeValues.text(pk(account) + answer.value()),
                OUTPUT,
                AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(sealed)),
                EXPIRY,
                AttributeValues.number(expiresAt.getEpochSecond()));
        client.putItem(put -> put.tableName(table).item(item));
    }

    @Override
    public Map<RequestId, byte[]> find(AccountId account, Set<RequestId> answers, Instant now) {
        var prefix = pk(account);
        var keys = answers.stream()
                .map(answer -> Map.of("pk", AttributeValues.text(prefix + answer.value())))
                .toList();
        var found = new HashMap<RequestId, byte[]>();
        for (var item : BatchGet.read(client, table, keys)) {
            if (AttributeValues.number(item, EXPIRY) > now.getEpochSecond()) {
                found.put(
                        new RequestId(AttributeValues.text(item, "pk").substring(prefix.length())),
                        AttributeValues.required(item, OUTPUT).b().asByteArrayUnsafe());
            }
        }
        return found;
    }

    private static String pk(AccountId account) {
        return "OUTPUT#" + account.value() + "#";
    }
}
