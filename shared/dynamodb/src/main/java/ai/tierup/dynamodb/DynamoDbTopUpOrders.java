package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.LedgerEntry;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Top-up orders in the directory table: {@code pk "TOPUP#<account>"}, {@code sk} the order's id. */
public final class DynamoDbTopUpOrders implements TopUpOrders {

    /** The condition that the order has no checkout or this one. */
    private static final String NO_OTHER_CHECKOUT =
            "attribute_exists(pk) AND (attribute_not_exists(checkout) OR checkout = :checkout)";

    private static final String AUTOMATIC = "automatic";

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbTopUpOrders(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.tables = tables;
    }

    /** Adds the order without overwriting an existing one: a write that timed out may arrive after the order was paid. */
    @Override
    public TopUpOrder add(TopUpOrder order) {
        var added = TransactWriteItem.builder()
                .put(put -> put.tableName(tables.directory())
                        .item(item(order))
                        .conditionExpression(Documents.IF_ABSENT)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
        return AccountWrites.write(client, tables.directory(), order.account(), List.of(added))
                .map(reasons -> read(order.account(), reasons.getFirst().item()))
                .orElse(order);
    }

    /** The item of an order for which no checkout was opened. */
    static Map<String, AttributeValue> item(TopUpOrder order) {
        var item = new HashMap<>(key(order));
        item.put("amount", AttributeValues.amount(order.amount()));
        item.put("status", status(order.status()));
        if (order.isAutomatic()) {
            item.put(AUTOMATIC, AttributeValue.fromBool(true));
        }
        return item;
    }

    @Override
    public Optional<TopUpOrder> find(AccountId account, TopUpId id) {
        var item = client.getItem(read ->
                        read.tableName(tables.directory()).key(key(account, id)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(read(account, item));
    }

    @Override
    public List<TopUpOrder> newest(AccountId account, @Nullable TopUpId before, int limit) {
        var newest = QueryRequest.builder()
                .tableName(tables.directory())
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", partition(account)))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit);
        if (before != null) {
            newest.keyConditionExpression("pk = :pk AND sk < :before")
                    .expressionAttributeValues(
                            Map.of(":pk", partition(account), ":before", AttributeValues.text(before.value())));
        }
        return client.queryPaginator(newest.build()).items().stream()
                .limit(limit)
                .map(item -> read(account, item))
                .toList();
    }

    private static TopUpOrder read(AccountId account, Map<String, AttributeValue> item) {
        return new TopUpOrder(
                new TopUpId(AttributeValues.text(item, "sk")),
                account,
                AttributeValues.amount(item, "amount"),
                item.containsKey(AUTOMATIC),
                TopUpOrder.Status.valueOf(AttributeValues.text(item, "status").toUpperCase(Locale.ROOT)),
                item.containsKey("checkout") ? new SessionId(AttributeValues.text(item, "checkout")) : null,
                item.containsKey("url") ? URI.create(AttributeValues.text(item, "url")) : null);
    }

    /** @throws IllegalStateException if the order has another checkout */
    @Override
    public void attachSession(TopUpOrder order, CheckoutSession session) {
        var update = UpdateItemRequest.builder()
                .tableName(tables.directory())
                .key(key(order))
                .conditionExpression(NO_OTHER_CHECKOUT);
        var checkout = AttributeValues.text(session.id().value());
        var url = session.url();
        if (url == null) {
            update.updateExpression("SET checkout = :checkout")
                    .expressionAttributeValues(Map.of(":checkout", checkout));
        } else {
            update.updateExpression("SET checkout = :checkout, #url = :url")
                    .expressionAttributeNames(Map.of("#url", "url"))
                    .expressionAttributeValues(
                            Map.of(":checkout", checkout, ":url", AttributeValues.text(url.toString())));
        }
        try {
            client.updateItem(update.build());
        } catch (ConditionalCheckFailedException e) {
            throw new IllegalStateException("Order " + order.id() + " has another checkout", e);
        }
    }

    @Override
    public BookAnswer pay(TopUpOrder order, SessionId session, LedgerEntry entry) {
        var paid = TransactWriteItem.builder()
                .update(update -> update.tableName(tables.directory())
                        .key(key(order))
                        .updateExpression("SET #status = :paid, checkout = :checkout")
                        .conditionExpression(NO_OTHER_CHECKOUT)
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(
                                ":paid",
                                status(TopUpOrder.Status.PAID),
                                ":checkout",
                                AttributeValues.text(session.value()))))
                .build();
        return new Booking(client, tables).book(entry, paid);
    }

    @Override
    public void close(TopUpOrder order, TopUpOrder.Status status) {
        try {
            client.updateItem(update -> update.tableName(tables.directory())
                    .key(key(order))
                    .updateExpression("SET #status = :closed")
                    .conditionExpression("#status = :pending")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(
                            Map.of(":closed", status(status), ":pending", status(TopUpOrder.Status.PENDING))));
        } catch (ConditionalCheckFailedException e) {
            // The order is already closed or paid, which must not change.
        }
    }

    private static AttributeValue status(TopUpOrder.Status status) {
        return AttributeValues.text(status.name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, AttributeValue> key(TopUpOrder order) {
        return key(order.account(), order.id());
    }

    private static Map<String, AttributeValue> key(AccountId account, TopUpId id) {
        return Map.of("pk", partition(account), "sk", AttributeValues.text(id.value()));
    }

    private static AttributeValue partition(AccountId account) {
        return AttributeValues.text("TOPUP#" + account.value());
    }
}
