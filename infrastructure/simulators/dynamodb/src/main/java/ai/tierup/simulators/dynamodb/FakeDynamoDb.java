package ai.tierup.simulators.dynamodb;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * An in-memory DynamoDB that evaluates the expressions of each request atomically, and counts the units that AWS would bill. Requests
 * that it does not support throw {@link UnsupportedOperationException}. It is safe for concurrent use, and runs nothing in the background.
 */
public final class FakeDynamoDb implements DynamoDbClient {

    private static final Map<String, AttributeValue> EMPTY_ITEM = Map.of();

    private final Map<String, FakeTable> tables = new HashMap<>();
    private final Transactions transactions;
    private Units units = Units.NONE;

    /** @param clock used for the expiry of transaction tokens */
    public FakeDynamoDb(InstantSource clock) {
        this.transactions = new Transactions(clock);
    }

    /** The units consumed so far. */
    public synchronized Units units() {
        return units;
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}

    @Override
    public synchronized CreateTableResponse createTable(CreateTableRequest request) {
        if (tables.putIfAbsent(request.tableName(), FakeTable.of(request)) != null) {
            throw Errors.tableInUse(request.tableName());
        }
        return CreateTableResponse.builder().build();
    }

    /** Does nothing: no item of these tables expires. */
    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return UpdateTimeToLiveResponse.builder().build();
    }

    @Override
    public synchronized GetItemResponse getItem(GetItemRequest request) {
        var placeholders = new Placeholders(request.expressionAttributeNames(), Map.of());
        var projection = ConditionParser.projection(request.projectionExpression(), placeholders);
        placeholders.expectAllUsed();
        var item = read(table(request.tableName()), request.key(), request.consistentRead());
        var response = GetItemResponse.builder();
        return item.isEmpty()
                ? response.build()
                : response.item(Page.projected(item, projection)).build();
    }

    @Override
    public synchronized BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var responses = new HashMap<String, List<Map<String, AttributeValue>>>();
        request.requestItems().forEach((name, wanted) -> {
            if (new HashSet<>(wanted.keys()).size() < wanted.keys().size()) {
                throw Errors.validation("Provided list of item keys contains duplicates");
            }
            responses.put(
                    name,
                    wanted.keys().stream()
                            .map(key -> read(table(name), key, wanted.consistentRead()))
                            .filter(item -> !item.isEmpty())
                            .toList());
        });
        return BatchGetItemResponse.builder()
                .responses(responses)
                .unprocessedKeys(Map.of())
                .build();
    }

    private Map<String, AttributeValue> read(
            FakeTable table, Map<String, AttributeValue> key, @Nullable Boolean consistent) {
        var item = table.find(table.key(key));
        countRead(ItemSize.bytes(item), consistent);
        return item;
    }

    private void countRead(int bytes, @Nullable Boolean consistent) {
        var whole = ItemSize.readUnits(bytes);
        units = units.plus(new Units(0, Boolean.TRUE.equals(consistent) ? whole : whole / 2.0));
    }

    @Override
    public synchronized PutItemResponse putItem(PutItemRequest request) {
        var old = perform(Writes.of(request, table(request.tableName())));
        var response = PutItemResponse.builder();
        return returns(request.returnValues(), ReturnValue.ALL_OLD) && !old.isEmpty()
                ? response.attributes(old).build()
                : response.build();
    }

    @Override
    public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
        var old = perform(Writes.of(request, table(request.tableName())));
        var response = DeleteItemResponse.builder();
        return returns(request.returnValues(), ReturnValue.ALL_OLD) && !old.isEmpty()
                ? response.attributes(old).build()
                : response.build();
    }

    @Override
    public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
        var write = Writes.of(request, table(request.tableName()));
        var old = perform(write);
        var wanted = returns(request.returnValues(), ReturnValue.ALL_NEW)
                ? write.before()
                : returns(request.returnValues(), ReturnValue.ALL_OLD) ? old : EMPTY_ITEM;
        var response = UpdateItemResponse.builder();
        return wanted.isEmpty() ? response.build() : response.attributes(wanted).build();
    }

    private static boolean returns(@Nullable ReturnValue wanted, ReturnValue values) {
        return switch (wanted) {
            case null -> false;
            case NONE -> false;
            case ALL_OLD, ALL_NEW -> wanted == values;
            case UPDATED_OLD, UPDATED_NEW, UNKNOWN_TO_SDK_VERSION ->
                throw new UnsupportedOperationException("Return values " + wanted);
        };
    }

    /** Executes a write and returns the previous item. */
    private Map<String, AttributeValue> perform(Write write) {
        var before = write.before();
        if (!write.isAllowed()) {
            units = units.plus(new Units(write.units(before), 0));
            throw Errors.conditionFailed(write.returnedItem());
        }
        var after = write.change().apply(before);
        units = units.plus(new Units(write.units(after), 0));
        write.table().store(write.key(), after);
        return before;
    }

    @Override
    public synchronized TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        if (!transactions.isRepeat(request)) {
            var writes = request.transactItems().stream()
                    .map(item -> Writes.of(item, this::table))
                    .toList();
            units = units.plus(transactions.perform(writes));
            transactions.remember(request);
        }
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public synchronized QueryResponse query(QueryRequest request) {
        var table = table(request.tableName());
        var keyNames = table.keyNames(request.indexName());
        var placeholders = new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        var key = KeyCondition.of(ConditionParser.condition(request.keyConditionExpression(), placeholders), keyNames);
        var search = new Page.Search(
                ConditionParser.condition(request.filterExpression(), placeholders),
                ConditionParser.projection(request.projectionExpression(), placeholders),
                request.limit(),
                request.exclusiveStartKey());
        placeholders.expectAllUsed();
        var order = FakeTable.order(keyNames);
        var candidates = table.partition(key.partition(), request.indexName()).stream()
                .filter(key.sort()::holds)
                .toList();
        var page = Boolean.FALSE.equals(request.scanIndexForward())
                ? Page.of(candidates.reversed(), order.reversed(), keyNames, search)
                : Page.of(candidates, order, keyNames, search);
        countRead(page.bytesRead(), request.consistentRead());
        return QueryResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.read())
                .lastEvaluatedKey(page.lastKey())
                .build();
    }

    @Override
    public synchronized ScanResponse scan(ScanRequest request) {
        var table = table(request.tableName());
        if (request.totalSegments() != null || request.indexName() != null) {
            throw new UnsupportedOperationException("A scan of a segment, or of an index");
        }
        var placeholders = new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        var search = new Page.Search(
                ConditionParser.condition(request.filterExpression(), placeholders),
                ConditionParser.projection(request.projectionExpression(), placeholders),
                request.limit(),
                request.exclusiveStartKey());
        placeholders.expectAllUsed();
        var page = Page.of(table.all(), table.scanOrder(), table.keyNames(), search);
        countRead(page.bytesRead(), request.consistentRead());
        return ScanResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.read())
                .lastEvaluatedKey(page.lastKey())
                .build();
    }

    /** @throws DynamoDbException if there is no such table */
    private FakeTable table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw Errors.noTable(name);
        }
        return table;
    }
}
