package ai.tierup.dynamodb;

import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The pools in the wallets table: a day in {@code "DAY#<day>#<pool>"}, its shards in {@code "DAY#<day>#<pool>#<i>"}. A day has at most 64
 * shards, so it is put, and changed, in one transaction.
 */
public final class DynamoDbPoolLedger implements PoolLedger {

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbPoolLedger(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.tables = tables;
    }

    @Override
    public Optional<PoolDay> find(Pool pool, LocalDate day) {
        var item = client.getItem(get ->
                        get.tableName(tables.wallets()).key(key(pool, day)).consistentRead(true))
                .item();
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(new PoolDay(
                        pool, day, Values.amount(item, "budget"), Math.toIntExact(Values.number(item, "shards"))));
    }

    @Override
    public PoolDay roll(PoolDay fresh) {
        var puts = new ArrayList<TransactWriteItem>();
        puts.add(put(
                key(fresh.pool(), fresh.day()),
                Map.of("budget", Values.amount(fresh.budget()), "shards", Values.number(fresh.shards()))));
        for (var shard = 0; shard < fresh.shards(); shard++) {
            var share = fresh.share(fresh.budget(), shard);
            puts.add(put(shardKey(fresh, shard), Map.of("remaining", Values.amount(share))));
        }
        return Transactions.unlessThere(client, puts.toArray(TransactWriteItem[]::new))
                ? fresh
                : find(fresh.pool(), fresh.day())
                        .orElseThrow(() -> new IllegalStateException("Shards without a day: " + fresh));
    }

    private TransactWriteItem put(Map<String, AttributeValue> key, Map<String, AttributeValue> rest) {
        var item = new HashMap<>(rest);
        item.putAll(key);
        return Transactions.put(tables.wallets(), item);
    }

    @Override
    public LeaseAnswer lease(PoolDay day, int shard, Money amount) {
        try {
            client.updateItem(update -> update.tableName(tables.wallets())
                    .key(shardKey(day, shard))
                    .updateExpression("SET remaining = remaining - :amount")
                    .conditionExpression("remaining >= :amount")
                    .expressionAttributeValues(Map.of(":amount", Values.amount(amount)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new LeaseAnswer.Leased();
        } catch (ConditionalCheckFailedException e) {
            return new LeaseAnswer.TooLittle(Values.amount(e.item(), "remaining"));
        } catch (SdkException e) {
            // Taken or not, nobody will spend it: another shard is asked.
            return new LeaseAnswer.Unknown();
        }
    }

    @Override
    public List<Money> remaining(PoolDay day) {
        var keys = IntStream.range(0, day.shards())
                .mapToObj(shard -> shardKey(day, shard))
                .toList();
        var byKey = new HashMap<String, Money>();
        Batches.read(client, tables.wallets(), keys)
                .forEach(item -> byKey.put(Values.text(item, "pk"), Values.amount(item, "remaining")));
        return keys.stream()
                .map(key -> byKey.getOrDefault(Values.text(key, "pk"), Money.ZERO))
                .toList();
    }

    @Override
    public boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(update(
                key(seen.pool(), seen.day()),
                "SET budget = :new",
                "budget = :old",
                Map.of(":new", Values.amount(budget), ":old", Values.amount(seen.budget()))));
        var remaining = remaining(seen);
        var changes = seen.shardChanges(remaining, budget);
        for (var shard = 0; shard < seen.shards(); shard++) {
            writes.add(change(shardKey(seen, shard), remaining.get(shard), changes.get(shard)));
        }
        writes.add(Transactions.put(tables.directory(), audit(seen, budget, change)));
        return Transactions.unlessThere(client, writes.toArray(TransactWriteItem[]::new));
    }

    /**
     * What is leased meanwhile leaves a shard with less than was seen. One that is to keep something must still have what is taken from it:
     * otherwise it would owe, while the others give.
     */
    private TransactWriteItem change(Map<String, AttributeValue> key, Money seen, Money change) {
        var keepsSome = change.isNegative() && !seen.plus(change).isNegative();
        var values = new HashMap<>(Map.of(":change", Values.amount(change)));
        if (keepsSome) {
            values.put(":taken", Values.amount(Money.ZERO.minus(change)));
        }
        return update(
                key,
                "SET remaining = remaining + :change",
                keepsSome ? "remaining >= :taken" : "attribute_exists(pk)",
                values);
    }

    private TransactWriteItem update(
            Map<String, AttributeValue> key, String update, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(tables.wallets())
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    private static Map<String, AttributeValue> audit(PoolDay seen, Money budget, BudgetChange change) {
        return Map.of(
                "pk", Values.text("AUDIT#" + change.at()),
                "sk",
                        Values.text(seen.day() + "#" + seen.pool().publicName() + "#"
                                + seen.budget().usd() + "#" + budget.usd()),
                "what", Values.text("budget"),
                "who", Values.text(change.who()),
                "why", Values.text(change.why()),
                "from", Values.amount(seen.budget()),
                "to", Values.amount(budget));
    }

    private static Map<String, AttributeValue> key(Pool pool, LocalDate day) {
        return Map.of("pk", Values.text("DAY#" + day + "#" + pool.publicName()));
    }

    private static Map<String, AttributeValue> shardKey(PoolDay day, int shard) {
        return Map.of("pk", Values.text("DAY#" + day.day() + "#" + day.pool().publicName() + "#" + shard));
    }
}
