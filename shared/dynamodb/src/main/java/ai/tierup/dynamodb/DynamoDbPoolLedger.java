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
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The pools in the wallets table: a day at {@code "DAY#<day>#<pool>"}, its shards at {@code "DAY#<day>#<pool>#<i>"}. A day has at most 64
 * shards, so that one transaction can create or change all of it. A shard counts the returns to it, so that a late copy of one is refused.
 */
public final class DynamoDbPoolLedger implements PoolLedger {

    private final DynamoDbClient client;
    private final DynamoDbClient once;
    private final TableNames tables;

    public DynamoDbPoolLedger(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.once = clients.once();
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
                        pool,
                        day,
                        AttributeValues.amount(item, "budget"),
                        Math.toIntExact(AttributeValues.number(item, "shards"))));
    }

    @Override
    public PoolDay roll(PoolDay fresh) {
        var puts = new ArrayList<TransactWriteItem>();
        puts.add(put(
                key(fresh.pool(), fresh.day()),
                Map.of(
                        "budget",
                        AttributeValues.amount(fresh.budget()),
                        "shards",
                        AttributeValues.number(fresh.shards()))));
        for (var shard = 0; shard < fresh.shards(); shard++) {
            var share = fresh.share(fresh.budget(), shard);
            puts.add(put(
                    shardKey(fresh, shard),
                    Map.of("remaining", AttributeValues.amount(share), "returnCount", AttributeValues.ZERO)));
        }
        return Transactions.tryWrite(client, puts.toArray(TransactWriteItem[]::new))
                ? fresh
                : find(fresh.pool(), fresh.day())
                        .orElseThrow(() -> new IllegalStateException("Shards without a day: " + fresh));
    }

    private TransactWriteItem put(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.putAll(key);
        return Transactions.putIfAbsent(tables.wallets(), item);
    }

    @Override
    public LeaseAnswer lease(PoolDay day, int shard, Money amount) {
        try {
            var leased = client.updateItem(update -> update.tableName(tables.wallets())
                    .key(shardKey(day, shard))
                    .updateExpression("SET remaining = remaining - :amount")
                    .conditionExpression("remaining >= :amount")
                    .expressionAttributeValues(Map.of(":amount", AttributeValues.amount(amount)))
                    .returnValues(ReturnValue.ALL_NEW)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new LeaseAnswer.Leased(returns(leased.attributes()));
        } catch (ConditionalCheckFailedException e) {
            return new LeaseAnswer.TooLittle(AttributeValues.amount(e.item(), "remaining"));
        } catch (SdkException e) {
            // The lease may have been taken, but it will not be spent; the caller tries another shard.
            return new LeaseAnswer.Unknown();
        }
    }

    @Override
    public ReturnAnswer giveBack(PoolDay day, int shard, Money amount, long returnsSeen) {
        try {
            once.updateItem(update -> update.tableName(tables.wallets())
                    .key(shardKey(day, shard))
                    .updateExpression("SET remaining = remaining + :amount, returnCount = :next")
                    .conditionExpression(
                            returnsSeen == 0
                                    ? "attribute_not_exists(returnCount) OR returnCount = :seen"
                                    : "returnCount = :seen")
                    .expressionAttributeValues(Map.of(
                            ":amount", AttributeValues.amount(amount),
                            ":seen", AttributeValues.number(returnsSeen),
                            ":next", AttributeValues.number(returnsSeen + 1)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new ReturnAnswer.Returned();
        } catch (ConditionalCheckFailedException e) {
            return new ReturnAnswer.Outdated(returns(e.item()));
        } catch (SdkException e) {
            return isCertainlyNotApplied(e) ? new ReturnAnswer.NotApplied() : new ReturnAnswer.Unknown();
        }
    }

    /** Shards of days that were rolled by earlier versions have no count. */
    private static long returns(Map<String, AttributeValue> shard) {
        return shard.containsKey("returnCount") ? AttributeValues.number(shard, "returnCount") : 0;
    }

    private static boolean isCertainlyNotApplied(SdkException e) {
        return e instanceof TransactionConflictException
                || (e instanceof DynamoDbException answer && answer.isThrottlingException());
    }

    @Override
    public List<Money> remaining(PoolDay day) {
        var keys = IntStream.range(0, day.shards())
                .mapToObj(shard -> shardKey(day, shard))
                .toList();
        var byKey = new HashMap<String, Money>();
        BatchGet.read(client, tables.wallets(), keys)
                .forEach(
                        item -> byKey.put(AttributeValues.text(item, "pk"), AttributeValues.amount(item, "remaining")));
        return keys.stream()
                .map(key -> byKey.getOrDefault(AttributeValues.text(key, "pk"), Money.ZERO))
                .toList();
    }

    @Override
    public boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(update(
                key(seen.pool(), seen.day()),
                "SET budget = :newBudget",
                "budget = :seenBudget",
                Map.of(
                        ":newBudget",
                        AttributeValues.amount(budget),
                        ":seenBudget",
                        AttributeValues.amount(seen.budget()))));
        var remaining = remaining(seen);
        var changes = seen.shardChanges(remaining, budget);
        for (var shard = 0; shard < seen.shards(); shard++) {
            writes.add(change(shardKey(seen, shard), remaining.get(shard), changes.get(shard)));
        }
        writes.add(Transactions.putIfAbsent(tables.directory(), audit(seen, budget, change)));
        return Transactions.tryWrite(client, writes.toArray(TransactWriteItem[]::new));
    }

    /**
     * Changes what remains of a shard. Leases since the read leave less than {@code seen}. If the shard is expected to keep something, the
     * write requires that it still has the amount taken, because it would otherwise go into debt while other shards still have a remainder.
     */
    private TransactWriteItem change(Map<String, AttributeValue> key, Money seen, Money change) {
        var keepsRemainder = change.isNegative() && !seen.plus(change).isNegative();
        var values = new HashMap<>(Map.of(":change", AttributeValues.amount(change)));
        if (keepsRemainder) {
            values.put(":taken", AttributeValues.amount(Money.ZERO.minus(change)));
        }
        return update(
                key,
                "SET remaining = remaining + :change",
                keepsRemainder ? "remaining >= :taken" : "attribute_exists(pk)",
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
                "pk", AttributeValues.text("AUDIT#" + change.at()),
                "sk",
                        AttributeValues.text(seen.day() + "#" + seen.pool().publicName() + "#"
                                + seen.budget().usd() + "#" + budget.usd()),
                "what", AttributeValues.text("budget"),
                "who", AttributeValues.text(change.who()),
                "why", AttributeValues.text(change.why()),
                "from", AttributeValues.amount(seen.budget()),
                "to", AttributeValues.amount(budget));
    }

    private static Map<String, AttributeValue> key(Pool pool, LocalDate day) {
        return Map.of("pk", AttributeValues.text("DAY#" + day + "#" + pool.publicName()));
    }

    private static Map<String, AttributeValue> shardKey(PoolDay day, int shard) {
        return Map.of(
                "pk", AttributeValues.text("DAY#" + day.day() + "#" + day.pool().publicName() + "#" + shard));
    }
}
