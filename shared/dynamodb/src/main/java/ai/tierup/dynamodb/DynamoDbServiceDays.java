package ai.tierup.dynamodb;

import ai.tierup.domain.status.FirstTokens;
import ai.tierup.domain.status.ServiceDay;
import ai.tierup.domain.status.ServiceDays;
import ai.tierup.domain.status.TierDay;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The counted requests of each day in the transient table, one item {@code pk "STATUS#<day>"} with a counter for each tier, code and range that
 * occurred. Writes are sent once, because a repeated one would count twice.
 */
public final class DynamoDbServiceDays implements ServiceDays {

    private static final Duration KEPT = Duration.ofDays(100);
    private static final String PREFIX = "STATUS#";
    private static final String ANSWERED = "answered ";
    private static final String FAILED = "failed ";
    private static final String BEGUN = "begun ";
    private static final String FAILURE = "failure ";
    private static final String REFUSAL = "refusal ";

    private final DynamoDbClient once;
    private final DynamoDbClient retrying;
    private final String table;

    public DynamoDbServiceDays(DynamoDbClients clients, TableNames tables) {
        this.once = clients.once();
        this.retrying = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public void add(LocalDate day, ServiceDay more, Instant now) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var additions = new StringBuilder();
        counters(more).forEach((name, count) -> {
            var number = names.size();
            names.put("#c" + number, name);
            values.put(":c" + number, AttributeValues.number(count));
            additions.append(additions.isEmpty() ? " ADD " : ", ").append("#c" + number + " :c" + number);
        });
        values.put(":expiresAt", AttributeValues.number(now.plus(KEPT).getEpochSecond()));
        once.updateItem(update -> update.tableName(table)
                .key(key(day))
                .updateExpression("SET expiresAtEpochSecond = :expiresAt" + additions)
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values));
    }

    private static Map<String, Long> counters(ServiceDay day) {
        var counters = new LinkedHashMap<String, Long>();
        day.tiers().forEach((tier, counts) -> {
            put(counters, ANSWERED + tier.publicName(), counts.answered());
            put(counters, FAILED + tier.publicName(), counts.failed());
            IntStream.range(0, FirstTokens.RANGES)
                    .forEach(range -> put(
                            counters,
                            begun(tier, range),
                            counts.firstTokens().counts().get(range)));
        });
        day.failures().forEach((code, count) -> put(counters, FAILURE + code, count));
        day.refusals().forEach((code, count) -> put(counters, REFUSAL + code, count));
        return counters;
    }

    private static void put(Map<String, Long> counters, String name, long count) {
        if (count > 0) {
            counters.put(name, count);
        }
    }

    @Override
    public Map<LocalDate, ServiceDay> read(LocalDate from, LocalDate to) {
        var days = new TreeMap<LocalDate, ServiceDay>();
        var keys = from.datesUntil(to.plusDays(1)).map(DynamoDbServiceDays::key).toList();
        var wanted = Map.of(table, KeysAndAttributes.builder().keys(keys).build());
        while (!wanted.isEmpty()) {
            var asked = wanted;
            var answer = retrying.batchGetItem(get -> get.requestItems(asked));
            answer.responses().getOrDefault(table, List.of()).forEach(item -> days.put(day(item), read(item)));
            wanted = answer.unprocessedKeys();
        }
        return days;
    }

    private static LocalDate day(Map<String, AttributeValue> item) {
        return LocalDate.parse(AttributeValues.text(item, "pk").substring(PREFIX.length()));
    }

    private static ServiceDay read(Map<String, AttributeValue> item) {
        var tiers = new EnumMap<TierId, TierDay>(TierId.class);
        for (var tier : TierId.values()) {
            var counts = new TierDay(
                    count(item, ANSWERED + tier.publicName()),
                    count(item, FAILED + tier.publicName()),
                    new FirstTokens(IntStream.range(0, FirstTokens.RANGES)
                            .mapToObj(range -> count(item, begun(tier, range)))
                            .toList()));
            if (!counts.equals(TierDay.NONE)) {
                tiers.put(tier, counts);
            }
        }
        return new ServiceDay(tiers, codes(item, FAILURE), codes(item, REFUSAL));
    }

    private static Map<String, Long> codes(Map<String, AttributeValue> item, String prefix) {
        var codes = new TreeMap<String, Long>();
        item.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> codes.put(name.substring(prefix.length()), count(item, name)));
        return codes;
    }

    private static long count(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? AttributeValues.number(item, name) : 0;
    }

    private static String begun(TierId tier, int range) {
        return BEGUN + tier.publicName() + " " + range;
    }

    private static Map<String, AttributeValue> key(LocalDate day) {
        return Map.of("pk", AttributeValues.text(PREFIX + day));
    }
}
