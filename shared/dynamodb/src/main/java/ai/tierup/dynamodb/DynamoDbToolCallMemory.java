package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.completion.OriginalToolCall;
import ai.tierup.domain.completion.ToolCallMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

/**
 * The originals of tool calls in the transient table: {@code pk "TOOL#<account>#<own id>"}, for a week. The table forgets late, so
 * what has expired is filtered here too.
 */
public final class DynamoDbToolCallMemory implements ToolCallMemory {

    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String EXPIRY = "expiresAtEpochSecond";

    private static final int MOST_KEYS_OF_A_READ = 100;

    private final DynamoDbEnhancedClient enhanced;
    private final DynamoDbTable<EnhancedDocument> transients;
    private final InstantSource clock;

    public DynamoDbToolCallMemory(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.enhanced = clients.enhanced();
        this.transients = clients.enhanced().table(tables.transients(), Documents.keyedByPk());
        this.clock = clock;
    }

    @Override
    public void remember(AccountId account, Map<String, OriginalToolCall> originals) {
        var expiresAtEpochSecond = clock.instant().plus(REMEMBERED).getEpochSecond();
        originals.forEach((ownId, original) -> transients.putItem(Documents.document()
                .putString("pk", pk(account, ownId))
                .putString("id", original.id())
                .putString("candidate", original.candidateSlug())
                .putNumber(EXPIRY, expiresAtEpochSecond)
                .build()));
    }

    @Override
    public Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
        var recalled = new HashMap<String, OriginalToolCall>();
        var ids = List.copyOf(ownIds);
        for (var start = 0; start < ids.size(); start += MOST_KEYS_OF_A_READ) {
            var some = ids.subList(start, Math.min(ids.size(), start + MOST_KEYS_OF_A_READ));
            recalled.putAll(read(account, some));
        }
        return recalled;
    }

    private Map<String, OriginalToolCall> read(AccountId account, List<String> ownIds) {
        var batch = ReadBatch.builder(EnhancedDocument.class).mappedTableResource(transients);
        ownIds.forEach(ownId -> batch.addGetItem(GetItemEnhancedRequest.builder()
                .key(Documents.key(pk(account, ownId)))
                .consistentRead(true)
                .build()));
        var prefix = pk(account, "");
        var now = clock.instant().getEpochSecond();
        var read = new HashMap<String, OriginalToolCall>();
        for (var item : enhanced.batchGetItem(request -> request.readBatches(batch.build()))
                .resultsForTable(transients)) {
            if (Documents.number(item, EXPIRY) > now) {
                read.put(
                        Documents.text(item, "pk").substring(prefix.length()),
                        new OriginalToolCall(Documents.text(item, "id"), Documents.text(item, "candidate")));
            }
        }
        return read;
    }

    private static String pk(AccountId account, String ownId) {
        return "TOOL#" + account.value() + "#" + ownId;
    }
}
