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
 * Sends every request to DynamoDB Local and to the fake: both must answer the same, and afterwards hold the same items. Whoever
 * uses it gets the answer of DynamoDB Local. A scan is compared as a whole, because its order is each store's own.
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

    /** How often each kind of answer, or error, came. */
    Map<String, Integer> answers() {
        return answers;
    }

    @Override
    protected <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        if (request instanceof ScanRequest scan) {
            assertThat(everything(fake, scan)).as("%s", request).isEqualTo(everything(real, scan));
            return call.through(real);
        }
        try {
            var answer = call.through(real);
            count(answer.getClass());
            assertThat(plainAnswer(call)).as("%s", request).isEqualTo(Plainly.answer(answer));
            if (request instanceof QueryRequest query && answer instanceof QueryResponse page) {
                compareEnds(query, page);
            }
            return answer;
        } catch (DynamoDbException e) {
            count(e.getClass());
            var error = plainAnswer(call);
            if (!isLocalsOwnWay(e, error)) {
                assertThat(error).as("%s%n%s", request, e.getMessage()).isEqualTo(Plainly.error(e));
            }
            throw e;
        } finally {
            if (!showsItem(request)) {
                places(request).forEach(this::compare);
            }
        }
    }

    private void count(Class<?> answer) {
        answers.merge(answer.getSimpleName(), 1, Integer::sum);
    }

    private Object plainAnswer(Call<?> call) {
        try {
            return Plainly.answer(call.through(fake));
        } catch (DynamoDbException e) {
            return Plainly.error(e);
        }
    }

    /** A page that reached its limit names its last key, or, when the end is there too, may not. */
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
     * An update in a transaction that does not fit its item cancels the transaction with the reason {@code ValidationError}, says
     * AWS. DynamoDB Local throws what it would throw for the update alone.
     */
    private static boolean isLocalsOwnWay(DynamoDbException error, Object ofFake) {
        return ofFake.toString().contains("ValidationError")
                && (error instanceof TransactionCanceledException
                        || "ValidationException".equals(error.awsErrorDetails().errorCode()));
    }

    /** Whether the answer is the item: a look at it would only cost time. */
    private static boolean showsItem(DynamoDbRequest request) {
        return request instanceof UpdateItemRequest update && update.returnValues() == ReturnValue.ALL_NEW;
    }

    private static Set<Object> everything(DynamoDbClient client, ScanRequest scan) {
        var items = new ArrayList<Object>();
        for (var page : client.scanPaginator(scan)) {
            page.items().stream().map(Plainly::item).forEach(items::add);
        }
        var different = new HashSet<>(items);
        assertThat(different).hasSameSizeAs(items);
        return different;
    }

    private void compare(Place place) {
        assertThat(item(fake, place)).as("%s", place).isEqualTo(item(real, place));
    }

    private static Object item(DynamoDbClient client, Place place) {
        return Plainly.item(client.getItem(
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

    /** None when the key itself was wrong. */
    private static Stream<Place> places(String table, Map<String, AttributeValue> item) {
        var key = new HashMap<>(item);
        key.keySet().retainAll(KEY_NAMES);
        return key.containsKey("pk") ? Stream.of(new Place(table, key)) : Stream.empty();
    }
}
