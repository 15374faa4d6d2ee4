package ai.tierup.simulators.dynamodb;

import static ai.tierup.simulators.dynamodb.RandomExpression.oneOf;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Random requests on a few items of two tables, one of which has a sort key and the index {@code byTime}. */
final class RandomRequests {

    private static final List<String> ROWS = List.of("U#1", "U#2", "U#3", "V#1", "V#2");
    private static final List<String> SORT_CONDITIONS =
            List.of("sk = :from", "sk < :to", "sk >= :from", "sk BETWEEN :from AND :to", "begins_with(sk, :from)");

    private final RandomGenerator random;
    private final DynamoDbClient client = BothStores.CLIENT;
    private final String plain = TestTables.PLAIN;
    private final String sorted = TestTables.SORTED;
    private final List<String> partitions;
    private int entries;

    private record Place(String table, Map<String, AttributeValue> key) {}

    RandomRequests(RandomGenerator random, List<String> partitions) {
        this.random = random;
        this.partitions = partitions;
    }

    /** Sends one random request. Errors are compared too. */
    void sendOne() {
        var table = random.nextInt(3) == 0 ? sorted : plain;
        try {
            switch (random.nextInt(20)) {
                case 0, 1, 2 -> put(table);
                case 3 -> delete(table);
                case 4, 5, 6 -> transact();
                case 7 ->
                    client.getItem(get -> get.tableName(table).key(key(table)).consistentRead(true));
                case 8, 9, 10 -> query();
                case 11 -> scan(table);
                case 12 -> batchGet();
                default -> update(table);
            }
        } catch (DynamoDbException e) {
            // The client has compared the error.
        }
    }

    private Map<String, AttributeValue> key(String table) {
        var key = new HashMap<String, AttributeValue>();
        key.put("pk", AttributeValue.fromS(oneOf(random, partitions)));
        if (table.equals(sorted) && random.nextInt(60) > 0) {
            key.put("sk", AttributeValue.fromS(oneOf(random, ROWS)));
        }
        return key;
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        var item = RandomExpression.item(random);
        item.putAll(key);
        if (random.nextInt(4) > 0) {
            item.put("entryId", AttributeValue.fromS("e%04d".formatted(++entries)));
        }
        return item;
    }

    private void put(String table) {
        var expression = new RandomExpression(random);
        var condition = random.nextBoolean() ? expression.condition(1) : null;
        client.putItem(put -> put.tableName(table)
                .item(item(key(table)))
                .conditionExpression(condition)
                .expressionAttributeNames(orNull(expression.names))
                .expressionAttributeValues(orNull(expression.values))
                .returnValues(oneOf(random, List.of(ReturnValue.NONE, ReturnValue.ALL_OLD)))
                .returnValuesOnConditionCheckFailure(onFailure()));
    }

    private void update(String table) {
        var expression = new RandomExpression(random);
        var update = expression.update();
        var condition = random.nextBoolean() ? expression.condition(2) : null;
        expression.withRandomFlaws();
        client.updateItem(write -> write.tableName(table)
                .key(key(table))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(orNull(expression.names))
                .expressionAttributeValues(orNull(expression.values))
                .returnValues(oneOf(random, List.of(ReturnValue.ALL_NEW, ReturnValue.ALL_NEW, ReturnValue.ALL_OLD)))
                .returnValuesOnConditionCheckFailure(onFailure()));
    }

    private void delete(String table) {
        var expression = new RandomExpression(random);
        var condition = expression.condition(1);
        client.deleteItem(delete -> delete.tableName(table)
                .key(key(table))
                .conditionExpression(condition)
                .expressionAttributeNames(orNull(expression.names))
                .expressionAttributeValues(orNull(expression.values))
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(onFailure()));
    }

    private void transact() {
        var places = new LinkedHashSet<Place>();
        for (var count = 1 + random.nextInt(3); count > 0; count--) {
            var table = random.nextBoolean() ? sorted : plain;
            places.add(new Place(table, key(table)));
        }
        var items = places.stream().map(this::transactItem).toList();
        client.transactWriteItems(write -> write.transactItems(items));
    }

    private TransactWriteItem transactItem(Place place) {
        var table = place.table();
        var expression = new RandomExpression(random);
        var item = TransactWriteItem.builder();
        return switch (random.nextInt(6)) {
            case 0, 1 -> {
                var condition = random.nextBoolean() ? expression.condition(0) : null;
                yield item.put(put -> put.tableName(table)
                                .item(item(place.key()))
                                .conditionExpression(condition)
                                .expressionAttributeNames(orNull(expression.names))
                                .expressionAttributeValues(orNull(expression.values))
                                .returnValuesOnConditionCheckFailure(onFailure()))
                        .build();
            }
            case 2 -> {
                var condition = expression.condition(0);
                yield item.delete(delete -> delete.tableName(table)
                                .key(place.key())
                                .conditionExpression(condition)
                                .expressionAttributeNames(orNull(expression.names))
                                .expressionAttributeValues(orNull(expression.values))
                                .returnValuesOnConditionCheckFailure(onFailure()))
                        .build();
            }
            case 3 -> {
                var condition = expression.condition(1);
                yield item.conditionCheck(check -> check.tableName(table)
                                .key(place.key())
                                .conditionExpression(condition)
                                .expressionAttributeNames(orNull(expression.names))
                                .expressionAttributeValues(orNull(expression.values))
                                .returnValuesOnConditionCheckFailure(onFailure()))
                        .build();
            }
            default -> {
                var update = expression.update();
                var condition = random.nextBoolean() ? expression.condition(0) : null;
                yield item.update(write -> write.tableName(table)
                                .key(place.key())
                                .updateExpression(update)
                                .conditionExpression(condition)
                                .expressionAttributeNames(orNull(expression.names))
                                .expressionAttributeValues(orNull(expression.values))
                                .returnValuesOnConditionCheckFailure(onFailure()))
                        .build();
            }
        };
    }

    /** Queries all pages. */
    private void query() {
        var expression = new RandomExpression(random);
        var filter = random.nextBoolean() ? expression.condition(1) : null;
        expression.values.put(":pk", AttributeValue.fromS(oneOf(random, partitions)));
        var isIndexed = random.nextInt(3) == 0;
        var sort = random.nextInt(4) == 0 ? "" : " AND " + oneOf(random, SORT_CONDITIONS);
        bound(expression, sort, ":from", isIndexed ? "e00" : "U#");
        bound(expression, sort, ":to", isIndexed ? "e02" : "V#1");
        var pages = client.queryPaginator(query -> query.tableName(sorted)
                .indexName(isIndexed ? "byTime" : null)
                .keyConditionExpression("pk = :pk" + (isIndexed ? sort.replace("sk", "entryId") : sort))
                .filterExpression(filter)
                .projectionExpression(random.nextInt(3) == 0 ? "pk, sk, m.deep.x, n" : null)
                .expressionAttributeNames(orNull(expression.names))
                .expressionAttributeValues(expression.values)
                .scanIndexForward(random.nextBoolean())
                .limit(random.nextBoolean() ? 1 + random.nextInt(3) : null)
                .consistentRead(true));
        pages.items().forEach(item -> {});
    }

    private static void bound(RandomExpression expression, String sort, String placeholder, String bound) {
        if (sort.contains(placeholder)) {
            expression.values.put(placeholder, AttributeValue.fromS(bound));
        }
    }

    private void scan(String table) {
        var expression = new RandomExpression(random);
        var filter = random.nextBoolean() ? expression.condition(1) : null;
        client.scan(scan -> scan.tableName(table)
                .filterExpression(filter)
                .expressionAttributeNames(orNull(expression.names))
                .expressionAttributeValues(orNull(expression.values))
                .limit(random.nextBoolean() ? 1 + random.nextInt(3) : null)
                .consistentRead(true));
    }

    private void batchGet() {
        var wanted = List.of(key(plain), key(plain));
        var keys = KeysAndAttributes.builder()
                .keys(random.nextInt(8) == 0 ? wanted : List.copyOf(new LinkedHashSet<>(wanted)))
                .build();
        client.batchGetItem(read -> read.requestItems(Map.of(plain, keys)));
    }

    private ReturnValuesOnConditionCheckFailure onFailure() {
        return oneOf(
                random, List.of(ReturnValuesOnConditionCheckFailure.NONE, ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    /** DynamoDB refuses an empty map of placeholders. */
    private static <T> @Nullable Map<String, T> orNull(Map<String, T> placeholders) {
        return placeholders.isEmpty() ? null : placeholders;
    }
}
