package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The originals of tool calls in the transient table: {@code pk "TOOL#<account>#<own id>"}, kept for a week, with the sealed state of
 * the reasoning before them. The table deletes expired
 * items late, so they are filtered out here as well.
 */
public final class DynamoDbToolCallMemory implements ToolCallMemory {

    private static final Duration RETENTION = Duration.ofDays(7);
    private static final String REASONING = "reasoning";
    private static final String EXPIRY = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbTable<EnhancedDocument> transients;
    private final InstantSource clock;

    public DynamoDbToolCallMemory(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.client = clients.retrying();
        this.table = tables.transients();
        this.transients = clients.enhanced().table(tables.transients(), Documents.keyedByPk());
        this.clock = clock;
    }

    @Override
    public void remember(AccountId account, Map<String, OriginalToolCall> originals) {
        var expiresAtEpochSecond = clock.instant().plus(RETENTION).getEpochSecond();
        originals.forEach((ownId, original) -> {
            var item = Documents.document()
                    .putString("pk", pk(account, ownId))
                    .putString("id", original.id())
                    .putString("candidate", original.candidateName())
                    .putNumber(EXPIRY, expiresAtEpochSecond);
            if (original.sealedReasoning() != null) {
                item.putString(REASONING, original.sealedReasoning());
            }
            transients.putItem(item.build());
        });
    }

    @Override
    public Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
        var keys = ownIds.stream()
                .map(ownId -> Map.of("pk", AttributeValues.text(pk(account, ownId))))
                .toList();
        var prefix = pk(account, "");
        var now = clock.instant().getEpochSecond();
        var recalled = new HashMap<String, OriginalToolCall>();
        for (var item : BatchGet.read(client, table, keys)) {
            if (AttributeValues.number(item, EXPIRY) > now) {
                recalled.put(
                        AttributeValues.text(item, "pk").substring(prefix.length()),
                        new OriginalToolCall(
                                AttributeValues.text(item, "id"),
                                AttributeValues.text(item, "candidate"),
                                AttributeValues.textOrNull(item, REASONING)));
            }
        }
        return recalled;
    }

    private static String pk(AccountId account, String ownId) {
        return "TOOL#" + account.value() + "#" + ownId;
    }
}
