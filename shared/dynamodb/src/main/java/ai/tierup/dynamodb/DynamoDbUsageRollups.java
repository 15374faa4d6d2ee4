package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.usage.UsageSum;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The sums of closed days in the ledger table, in one partition for each account, sorted by day. A row that was changed is left out. */
public final class DynamoDbUsageRollups implements UsageRollups {

    /** Follows on all characters of sort keys. */
    private static final String LAST = "~";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbUsageRollups(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.ledger();
    }

    @Override
    public void add(AccountId account, DayUsage usage) {
        usage.sums().forEach((group, sum) -> {
            try {
                client.putItem(put -> put.tableName(table)
                        .item(RowDigest.withDigest(RollupItem.write(account, usage.day(), group, sum)))
                        .conditionExpression(Documents.IF_ABSENT));
            } catch (ConditionalCheckFailedException e) {
                // Another run closes the same day, or has begun to. The sums of a day that is over are always the same.
            }
        });
    }

    @Override
    public Map<LocalDate, DayUsage> between(AccountId account, LocalDate from, LocalDate to) {
        var sums = new HashMap<LocalDate, Map<UsageGroup, UsageSum>>();
        client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValues.text(RollupItem.partition(account)),
                                ":from", AttributeValues.text(RollupItem.day(from)),
                                ":to", AttributeValues.text(RollupItem.day(to) + LAST)))
                        .consistentRead(true))
                .items()
                .stream()
                .filter(RowDigest::isIntact)
                .forEach(item -> sums.computeIfAbsent(day(item), day -> new HashMap<>())
                        .put(RollupItem.group(item), RollupItem.sum(item)));
        var days = new HashMap<LocalDate, DayUsage>();
        sums.forEach((day, ofDay) -> days.put(day, new DayUsage(day, ofDay)));
        return days;
    }

    private static LocalDate day(Map<String, AttributeValue> item) {
        return AttributeValues.day(item, "day");
    }
}
