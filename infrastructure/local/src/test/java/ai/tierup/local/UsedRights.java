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

/** Sees every request to DynamoDB, because the SDK finds it on the class path, and notes the right that AWS would ask for. */
public final class UsedRights implements ExecutionInterceptor {

    /** Threads that work for others start with what these have. */
    private static final InheritableThreadLocal<@Nullable Set<String>> NOTES = new InheritableThreadLocal<>();

    /** What {@code work}, and all that it starts, asks of DynamoDB: such as {@code wallets GetItem}. */
    static Set<String> of(Callable<?> work) throws Exception {
        var notes = new ConcurrentSkipListSet<String>();
        NOTES.set(notes);
        try {
            work.call();
        } finally {
            NOTES.remove();
        }
        return notes;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var notes = NOTES.get();
        if (notes != null) {
            asked(context.request()).forEach(notes::add);
        }
    }

    private static Stream<String> asked(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> Stream.of(get.tableName() + " GetItem");
            case PutItemRequest put -> Stream.of(written(put.tableName(), "PutItem", put.item()));
            case UpdateItemRequest update -> Stream.of(written(update.tableName(), "UpdateItem", update.key()));
            case DeleteItemRequest delete -> Stream.of(written(delete.tableName(), "DeleteItem", delete.key()));
            case QueryRequest query ->
                Stream.of(query.tableName() + (query.indexName() == null ? "" : "/index/" + query.indexName())
                        + " Query");
            case ScanRequest scan -> Stream.of(scan.tableName() + " Scan");
            case BatchGetItemRequest batch ->
                batch.requestItems().keySet().stream().map(table -> table + " BatchGetItem");
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(UsedRights::asked);
            default -> Stream.of("unknown " + request.getClass().getSimpleName());
        };
    }

    /** A transaction asks for the right to each of its writes. */
    private static String asked(TransactWriteItem write) {
        if (write.put() != null) {
            return written(write.put().tableName(), "PutItem", write.put().item());
        }
        if (write.update() != null) {
            return written(
                    write.update().tableName(), "UpdateItem", write.update().key());
        }
        if (write.delete() != null) {
            return written(
                    write.delete().tableName(), "DeleteItem", write.delete().key());
        }
        return write.conditionCheck().tableName() + " ConditionCheckItem";
    }

    /** The directory keeps many kinds of things, and a right to change it is for one of them. */
    private static String written(String table, String action, Map<String, AttributeValue> item) {
        var right = table + " " + action;
        return table.equals("directory")
                ? right + " " + Objects.requireNonNull(item.get("pk")).s().replaceFirst("#.*", "#*")
                : right;
    }
}
