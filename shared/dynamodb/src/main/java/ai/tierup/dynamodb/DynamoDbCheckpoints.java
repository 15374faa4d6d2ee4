package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.wallet.HoldKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checkpoints in the transient table: {@code pk "CHECKPOINT#<account>#<hold key>"}. A later one overwrites an earlier one. */
public final class DynamoDbCheckpoints implements Checkpoints {

    private static final Duration RETENTION = Duration.ofDays(2);
    private static final String EXPIRY = "expiresAtEpochSecond";

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;

    public DynamoDbCheckpoints(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.client = clients.retrying();
        this.table = tables.transients();
        this.clock = clock;
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        var item = new HashMap<>(key(checkpoint.account(), checkpoint.holdKey()));
        item.put("keyId", AttributeValues.text(checkpoint.keyId().value()));
        ChannelAttributes.put(item, checkpoint.channel());
        var consumption = checkpoint.consumption();
        TokenUsageItem.write(item, consumption.tokens(), consumption.nativeTokens());
        item.put("cost", AttributeValues.amount(checkpoint.costs().charged()));
        item.put("allowanceUsed", AttributeValues.amount(checkpoint.costs().allowanceUsed()));
        if (consumption.candidate() != null) {
            item.put("candidate", AttributeValues.text(consumption.candidate()));
        }
        item.put("upstreamCost", AttributeValues.amount(checkpoint.costs().upstream()));
        if (checkpoint.firstToken() != null) {
            item.put(
                    "firstTokenMillis",
                    AttributeValues.number(checkpoint.firstToken().toMillis()));
        }
        item.put(EXPIRY, AttributeValues.number(clock.instant().plus(RETENTION).getEpochSecond()));
        client.putItem(put -> put.tableName(table).item(item));
    }

    @Override
    public Map<OpenHold, Checkpoint> find(Collection<OpenHold> holds) {
        var keys = holds.stream().map(DynamoDbCheckpoints::key).distinct().toList();
        var items = BatchGet.read(client, table, keys).stream()
                .filter(item ->
                        AttributeValues.number(item, EXPIRY) > clock.instant().getEpochSecond())
                .collect(Collectors.toMap(item -> AttributeValues.required(item, "pk"), Function.identity()));
        var found = new HashMap<OpenHold, Checkpoint>();
        for (var hold : holds) {
            var item = items.get(key(hold).get("pk"));
            if (item != null) {
                found.put(hold, read(hold.account(), hold.key(), item));
            }
        }
        return found;
    }

    private static Checkpoint read(AccountId account, HoldKey holdKey, Map<String, AttributeValue> item) {
        return new Checkpoint(
                account,
                holdKey,
                new KeyId(AttributeValues.text(item, "keyId")),
                ChannelAttributes.required(item),
                new Consumption(
                        TokenUsageItem.billed(item),
                        TokenSource.CHECKPOINT,
                        item.containsKey("candidate") ? AttributeValues.text(item, "candidate") : null,
                        TokenUsageItem.nativeTokens(item)),
                new Costs(
                        AttributeValues.amount(item, "cost"),
                        AttributeValues.amount(item, "allowanceUsed"),
                        AttributeValues.amount(item, "upstreamCost")),
                item.containsKey("firstTokenMillis")
                        ? Duration.ofMillis(AttributeValues.number(item, "firstTokenMillis"))
                        : null);
    }

    private static Map<String, AttributeValue> key(OpenHold hold) {
        return key(hold.account(), hold.key());
    }

    private static Map<String, AttributeValue> key(AccountId account, HoldKey holdKey) {
        return Map.of("pk", AttributeValues.text("CHECKPOINT#" + account.value() + "#" + holdKey));
    }
}
