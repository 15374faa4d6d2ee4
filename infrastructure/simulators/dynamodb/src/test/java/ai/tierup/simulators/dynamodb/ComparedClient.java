package ai.tierup.simulators.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Sends every request to DynamoDB Local and to the fake. Both must give the same answer and then have the same items. The caller gets
 * the answer of DynamoDB Local. All pages of a scan are compared together, because each store scans in its own order.
 */
public final class ComparedClient extends LayeredClient {

    private static final Set<String> KEY_NAMES = Set.of("pk", "sk");

    private final DynamoDbClient real;
    private final DynamoDbClient fake;
    private final Map<String, Integer> answers = new HashMap<>();

    private record Place(String table, Map<String, AttributeValue> key) {}

    public ComparedClient(DynamoDbClient real, DynamoDbClient fake) {
        this.real = real;
        this.fake = fake;
    }

    /** The number of answers and errors by class. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** One request at a time, because both databases must see the requests in the same order. */
    @Override
    protected synchronized <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        if (request instanceof ScanRequest scan) {
            assertThat(allItems(fake, scan)).as("%s", request).isEqualTo(allItems(real, scan));
            return call.through(real);
        }
        try {
            var answer = call.through(real);
            count(answer.getClass());
            assertThat(fakeAnswer(call)).as("%s", request).isEqualTo(ComparableForm.answer(answer));
            if (request instanceof QueryRequest query && answer instanceof QueryResponse page) {
                compareEnds(query, page);
            }
            return answer;
        } catch (DynamoDbException e) {
            count(e.getClass());
            var error = fakeAnswer(call);
            if (!isKnownDifference(e, error)) {
                assertThat(error).as("%s%n%s", request, e.getMessage()).isEqualTo(ComparableForm.error(e));
            }
            throw e;
        } finally {
            if (!returnsItem(request)) {
                places(request).forEach(this::compare);
            }
        }
    }

    private void count(Class<?> answer) {
        answers.merge(answer.getSimpleName(), 1, Integer::sum);
    }

    private Object fakeAnswer(Call<?> call) {
        try {
            return ComparableForm.answer(call.through(fake));
        } catch (DynamoDbException e) {
            return ComparableForm.error(e);
        }
    }

    /** Compares the last keys of pages. If a page that reached its limit is the last one, it may or may not have a last key. */
    private void compareEnds(QueryRequest query, QueryResponse page) {
        var end = fake.query(query).lastEvaluatedKey();
        if (page.hasLastEvaluatedKey()) {
            assertThat(end).as("%s", query).isEqualTo(page.lastEvaluatedKey());
        } else if (!end.isEmpty()) {
            assertThat(fake.query(query.toBuilder().exclusiveStartKey(end).build())
                            .items())
                    .as("%s", query)
                    .isEmpty();
        }
    }

    /**
     * Returns true for a known deviation of DynamoDB Local. According to AWS, an invalid update cancels its transaction with the reason
     * {@code ValidationError}; DynamoDB Local throws the error of the single update.
     */
    private static boolean isKnownDifference(DynamoDbException error, Object ofFake) {
        return ofFake.toString().contains("ValidationError")
                && (error instanceof TransactionCanceledException
                        || "ValidationException".equals(error.awsErrorDetails().errorCode()));
    }

    /** Returns true if the answer contains the item, so that it need not be read again. */
    private static boolean returnsItem(DynamoDbRequest request) {
        return request instanceof UpdateItemRequest update && update.returnValues() == ReturnValue.ALL_NEW;
    }

    private static Set<Object> allItems(DynamoDbClient client, ScanRequest scan) {
        var items = new ArrayList<Object>();
        for (var page : client.scanPaginator(scan)) {
            page.items().stream().map(ComparableForm::item).forEach(items::add);
        }
        var different = new HashSet<>(items);
        assertThat(different).hasSameSizeAs(items);
        return different;
    }

    private void compare(Place place) {
        assertThat(item(fake, place)).as("%s", place).isEqualTo(item(real, place));
    }

    private static Object item(DynamoDbClient client, Place place) {
        return ComparableForm.item(client.getItem(
                        get -> get.tableName(place.table()).key(place.key()).consistentRead(true))
                .item());
    }

    private static List<Place> places(DynamoDbRequest request) {
        return switch (request) {
            case PutItemRequest put -> places(put.tableName(), put.item()).toList();
            case UpdateItemRequest update ->
                places(update.tableName(), update.key()).toList();
            case DeleteItemRequest delete ->
                places(delete.tableName(), delete.key()).toList();
            case TransactWriteItemsRequest all ->
                all.transactItems().stream().flatMap(ComparedClient::places).toList();
            default -> List.of();
        };
    }

    private static Stream<Place> places(TransactWriteItem item) {
        return Stream.of(
                        Stream.ofNullable(item.put()).flatMap(put -> places(put.tableName(), put.item())),
                        Stream.ofNullable(item.update()).flatMap(update -> places(update.tableName(), update.key())),
                        Stream.ofNullable(item.delete()).flatMap(delete -> places(delete.tableName(), delete.key())))
                .flatMap(places -> places);
    }

    /** The key of a written item; empty if it has no partition key. */
    private static Stream<Place> places(String table, Map<String, AttributeValue> item) {
        var key = new HashMap<>(item);
        key.keySet().retainAll(KEY_NAMES);
        return key.containsKey("pk") ? Stream.of(new Place(table, key)) : Stream.empty();
    }
}
