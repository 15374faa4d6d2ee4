package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Sums up the usage records of an account's day without keeping them. Most days fit into one page. What is left of a longer day is cut at
 * quarters of an hour, and several of them are read at the same time. Only the attributes that are summed are sent over the network.
 */
final class DaySums {

    private static final Duration PART = Duration.ofMinutes(15);
    private static final int MAX_QUERIES_AT_ONCE = 12;

    private static final Map<String, String> NAMES = Map.of("#tier", "tier", "#stream", "stream", "#cost", "cost");
    private static final String SUMMED =
            "#tier, purse, keyId, api, #stream, promptTokens, completionTokens, reasoningTokens, repeatedTokens, #cost";

    /** Sort keys before and after those of all records. */
    private static final String FIRST = UsageRecordItem.SK_PREFIX;

    private static final String LAST = UsageRecordItem.SK_PREFIX + "~";

    private final DynamoDbClient client;
    private final String table;
    private final AccountId account;
    private final LocalDate day;

    DaySums(DynamoDbClient client, String table, AccountId account, LocalDate day) {
        this.client = client;
        this.table = table;
        this.account = account;
        this.day = day;
    }

    /** The sums of a part, and the key after which it goes on. */
    private record Page(Map<UsageGroup, UsageSum> sums, Map<String, AttributeValue> next) {}

    DayUsage read() {
        var page = page(FIRST, LAST, Map.of());
        var usage = new DayUsage(day, page.sums());
        return page.next().isEmpty()
                ? usage
                : rest(AttributeValues.text(page.next(), "sk")).stream().reduce(usage, DayUsage::plus);
    }

    /** The sums of the parts of the day after a record. */
    private List<DayUsage> rest(String read) {
        var parts = new ArrayList<Callable<DayUsage>>();
        var from = read + "~";
        for (var cut : cuts()) {
            if (cut.compareTo(from) > 0) {
                parts.add(part(from, cut));
                from = cut;
            }
        }
        parts.add(part(from, LAST));
        try (var threads = Executors.newFixedThreadPool(
                MAX_QUERIES_AT_ONCE, Thread.ofVirtual().factory())) {
            return threads.invokeAll(parts).stream().map(DaySums::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a day was summed up", e);
        }
    }

    private static DayUsage result(Future<DayUsage> sums) {
        try {
            return sums.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sort keys between records of different quarters of an hour. No record has one of them, because it has the digit of its attempt. */
    private List<String> cuts() {
        var cuts = new ArrayList<String>();
        var end = start(day.plusDays(1));
        for (var time = start(day); !time.isAfter(end); time = time.plus(PART)) {
            cuts.add(UsageRecordItem.SK_PREFIX + RequestId.of(time, 0).value());
        }
        return cuts;
    }

    private static Instant start(LocalDate of) {
        return of.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Callable<DayUsage> part(String from, String to) {
        return () -> {
            var usage = new DayUsage(day, Map.of());
            Map<String, AttributeValue> next = Map.of();
            do {
                var page = page(from, to, next);
                usage = usage.plus(new DayUsage(day, page.sums()));
                next = page.next();
            } while (!next.isEmpty());
            return usage;
        };
    }

    private Page page(String from, String to, Map<String, AttributeValue> after) {
        var query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValues.text(UsageRecordItem.partition(account, day)),
                        ":from", AttributeValues.text(from),
                        ":to", AttributeValues.text(to)))
                .projectionExpression(SUMMED)
                .expressionAttributeNames(NAMES)
                .consistentRead(true);
        if (!after.isEmpty()) {
            query.exclusiveStartKey(after);
        }
        var answer = client.query(query.build());
        var sums = new HashMap<UsageGroup, UsageSum>();
        answer.items().forEach(item -> sums.merge(group(item), sum(item), UsageSum::plus));
        return new Page(sums, answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of());
    }

    private static UsageGroup group(Map<String, AttributeValue> item) {
        return new UsageGroup(
                TierId.ofDigit((int) AttributeValues.number(item, "tier")),
                keyId(item),
                Optional.ofNullable(ChannelAttributes.read(item))
                        .map(Channel::api)
                        .orElse(null),
                Purse.valueOf(AttributeValues.text(item, "purse")));
    }

    private static @Nullable KeyId keyId(Map<String, AttributeValue> item) {
        return item.containsKey("keyId") ? new KeyId(AttributeValues.text(item, "keyId")) : null;
    }

    private static UsageSum sum(Map<String, AttributeValue> item) {
        return new UsageSum(1, TokenUsageItem.billed(item), AttributeValues.amount(item, "cost"));
    }
}
