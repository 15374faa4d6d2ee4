package ai.tierup.local;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Records the rights that AWS would require for requests to DynamoDB. The SDK finds this interceptor on the class path. */
public final class UsedRights implements ExecutionInterceptor {

    /** The record of the current thread. Threads that it starts inherit it. */
    private static final InheritableThreadLocal<@Nullable Set<String>> RECORD = new InheritableThreadLocal<>();

    /** The rights that {@code work} and the threads it starts require, such as {@code wallets GetItem}. */
    static Set<String> of(Callable<?> work) throws Exception {
        var rights = new ConcurrentSkipListSet<String>();
        RECORD.set(rights);
        try {
            work.call();
        } finally {
            RECORD.remove();
        }
        return rights;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var rights = RECORD.get();
        if (rights != null) {
            requiredRights(context.request()).forEach(rights::add);
        }
    }

    private static Stream<String> requiredRights(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> Stream.of(get.tableName() + " GetItem" + sessionsOf(get));
            case PutItemRequest put -> Stream.of(putRight(put.tableName(), put.item(), put.conditionExpression()));
            case UpdateItemRequest update -> Stream.of(writeRight(update.tableName(), "UpdateItem", update.key()));
            case DeleteItemRequest delete -> Stream.of(writeRight(delete.tableName(), "DeleteItem", delete.key()));
            case QueryRequest query ->
                Stream.of(query.tableName() + (query.indexName() == null ? "" : "/index/" + query.indexName())
                        + " Query" + incidentsOf(query));
            case ScanRequest scan -> Stream.of(scan.tableName() + " Scan");
            case BatchGetItemRequest batch ->
                batch.requestItems().entrySet().stream()
                        .map(table -> table.getKey() + " BatchGetItem"
                                + ownKindOf(table.getValue().keys().getFirst()));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(UsedRights::requiredRights);
            default -> Stream.of("unknown " + request.getClass().getSimpleName());
        };
    }

    /** The pattern of the key of a session. Functions that only authenticate may read no other transient items. */
    private static String sessionsOf(GetItemRequest get) {
        var pk = Objects.requireNonNull(get.key().get("pk")).s();
        return get.tableName().equals("transient") && pk.startsWith("SESSION")
                ? " " + pk.replaceFirst("#.*", "#*")
                : "";
    }

    /** The key of the incidents, which are read by a function that may query nothing else of the directory. */
    private static String incidentsOf(QueryRequest query) {
        var pk = query.expressionAttributeValues().get(":pk");
        return pk != null && "INCIDENTS".equals(pk.s()) ? " INCIDENTS" : "";
    }

    /** The pattern of the key of a counted day or a shortlist, which are read by functions that may read no other transient items. */
    private static String ownKindOf(Map<String, AttributeValue> key) {
        var pk = Objects.requireNonNull(key.get("pk")).s();
        return pk.startsWith("STATUS#") || pk.startsWith("SHORTLIST#") ? " " + pk.replaceFirst("#.*", "#*") : "";
    }

    /** The right for one write of a transaction. */
    private static String requiredRights(TransactWriteItem write) {
        if (write.put() != null) {
            return putRight(
                    write.put().tableName(), write.put().item(), write.put().conditionExpression());
        }
        if (write.update() != null) {
            return writeRight(
                    write.update().tableName(), "UpdateItem", write.update().key());
        }
        if (write.delete() != null) {
            return writeRight(
                    write.delete().tableName(), "DeleteItem", write.delete().key());
        }
        return write.conditionCheck().tableName() + " ConditionCheckItem";
    }

    /** Marks a put that could replace a row of the ledger. IAM cannot forbid one, so no role lists such a right. */
    private static String putRight(String table, Map<String, AttributeValue> item, @Nullable String condition) {
        var right = writeRight(table, "PutItem", item);
        return table.equals("ledger") && !"attribute_not_exists(pk)".equals(condition) ? right + " replacing" : right;
    }

    /** Adds the pattern of the key, because rights to write are limited to some kinds of items. */
    private static String writeRight(String table, String action, Map<String, AttributeValue> item) {
        var pk = Objects.requireNonNull(item.get("pk")).s();
        return table + " " + action
                + switch (table) {
                    case "directory", "wallets" -> " " + pk.replaceFirst("#.*", "#*");
                    case "ledger" ->
                        " "
                                + pk.replaceFirst("^A#[^#]*", "A#*")
                                        .replaceFirst("20[0-9]{6}$", "20??????")
                                        .replaceFirst("^L#.*", "L#*");
                    case "transient" ->
                        Stream.of("PACE#", "SESSION#", "SESSIONS#", "CANARY#", "QUOTA#", "STATUS#", "SHORTLIST#")
                                .filter(pk::startsWith)
                                // Whoever starts sessions may write all transient items.
                                .filter(prefix -> !prefix.equals("SESSION#") || action.equals("DeleteItem"))
                                .map(prefix -> " " + prefix + "*")
                                .findFirst()
                                .orElse("");
                    default -> "";
                };
    }
}
