package ai.tierup.dynamodb;

import ai.tierup.domain.canary.ArmCounts;
import ai.tierup.domain.canary.CanaryCounters;
import ai.tierup.domain.canary.CanaryCounts;
import ai.tierup.domain.canary.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The results of canaries in the transient table, one item {@code pk "CANARY#<revision>"} with a counter {@code <arm>-<measure>-<level>} for
 * each level that occurred. Writes are sent once, because a repeated one would count twice.
 */
public final class DynamoDbCanaryCounters implements CanaryCounters {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final String LIVE = "live";
    private static final String CANARY = "canary";

    private final DynamoDbClient once;
    private final DynamoDbClient retrying;
    private final String table;

    public DynamoDbCanaryCounters(DynamoDbClients clients, TableNames tables) {
        this.once = clients.once();
        this.retrying = clients.retrying();
        this.table = tables.transients();
    }

    @Override
    public CanaryCounts add(int revision, CanaryCounts more, Instant now) {
        var counts = new HashMap<String, Long>();
        collect(LIVE, more.live(), counts);
        collect(CANARY, more.canary(), counts);
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var additions = new ArrayList<String>();
        counts.forEach((name, count) -> {
            var number = additions.size();
            names.put("#c" + number, name);
            values.put(":c" + number, AttributeValues.number(count));
            additions.add("#c" + number + " :c" + number);
        });
        values.put(":expiresAt", AttributeValues.number(now.plus(KEPT).getEpochSecond()));
        var updated = once.updateItem(update -> update.tableName(table)
                .key(key(revision))
                .updateExpression("SET expiresAtEpochSecond = :expiresAt ADD " + String.join(", ", additions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW));
        return counts(updated.attributes());
    }

    private static void collect(String arm, ArmCounts counts, Map<String, Long> collected) {
        counts.levels().forEach((measure, levels) -> {
            for (var level = 0; level < levels.size(); level++) {
                if (levels.get(level) > 0) {
                    collected.put(name(arm, measure, level), levels.get(level));
                }
            }
        });
    }

    @Override
    public CanaryCounts read(int revision) {
        var answer =
                retrying.getItem(get -> get.tableName(table).key(key(revision)).consistentRead(true));
        return answer.hasItem() ? counts(answer.item()) : CanaryCounts.NONE;
    }

    private static CanaryCounts counts(Map<String, AttributeValue> item) {
        return new CanaryCounts(arm(LIVE, item), arm(CANARY, item));
    }

    private static ArmCounts arm(String arm, Map<String, AttributeValue> item) {
        var levels = new EnumMap<Measure, List<Long>>(Measure.class);
        for (var measure : Measure.values()) {
            var counts = IntStream.range(0, measure.levels())
                    .mapToObj(level -> count(item, name(arm, measure, level)))
                    .toList();
            if (counts.stream().anyMatch(count -> count > 0)) {
                levels.put(measure, counts);
            }
        }
        return new ArmCounts(levels);
    }

    private static Long count(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? AttributeValues.number(item, name) : 0L;
    }

    private static String name(String arm, Measure measure, int level) {
        return arm + "-" + measure.publicName() + "-" + level;
    }

    private static Map<String, AttributeValue> key(int revision) {
        return Map.of("pk", AttributeValues.text("CANARY#" + revision));
    }
}
