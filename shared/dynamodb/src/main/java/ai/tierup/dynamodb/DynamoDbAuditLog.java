package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.audit.Origin;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Audit events in the ledger table, which no function may change. An event is at {@code pk "L#<day>"}, {@code sk} its id, and, if it
 * concerns an account, also at {@code pk "A#<account>#L"}.
 */
public final class DynamoDbAuditLog implements AuditLog {

    private static final String ACCOUNT = "account";
    private static final String NETWORK = "network";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbAuditLog(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.ledger();
    }

    @Override
    public void add(AuditEvent event) {
        var day = LocalDate.ofInstant(event.id().time(), ZoneOffset.UTC);
        var ofDay = Transactions.putIfAbsent(table, item(partition(day), event));
        var account = event.account();
        if (account == null) {
            Transactions.tryWrite(client, ofDay);
        } else {
            Transactions.tryWrite(client, ofDay, Transactions.putIfAbsent(table, item(partition(account), event)));
        }
    }

    @Override
    public List<AuditEvent> newest(AccountId account, @Nullable AuditEventId before, int limit) {
        var newest = partitionQuery(partition(account)).scanIndexForward(false).limit(limit);
        if (before != null) {
            newest.keyConditionExpression("pk = :pk AND sk < :before")
                    .expressionAttributeValues(Map.of(
                            ":pk",
                            AttributeValues.text(partition(account)),
                            ":before",
                            AttributeValues.text(before.value())));
        }
        return events(newest).limit(limit).toList();
    }

    @Override
    public List<AuditEvent> after(AccountId account, AuditEventId id, int limit) {
        var after = partitionQuery(partition(account))
                .limit(limit)
                .keyConditionExpression("pk = :pk AND sk > :after")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValues.text(partition(account)), ":after", AttributeValues.text(id.value())));
        return events(after).limit(limit).toList();
    }

    @Override
    public Stream<AuditEvent> ofDay(LocalDate day) {
        return events(partitionQuery(partition(day)));
    }

    private QueryRequest.Builder partitionQuery(String partition) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValues.text(partition)))
                .consistentRead(true);
    }

    private Stream<AuditEvent> events(QueryRequest.Builder query) {
        return client.queryPaginator(query.build()).items().stream().map(DynamoDbAuditLog::read);
    }

    private static String partition(LocalDate day) {
        return "L#" + day;
    }

    private static String partition(AccountId account) {
        return "A#" + account.value() + "#L";
    }

    private static Map<String, AttributeValue> item(String partition, AuditEvent event) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(partition));
        item.put("sk", AttributeValues.text(event.id().value()));
        item.put("actor", AttributeValues.text(event.origin().actor().publicName()));
        item.put("action", AttributeValues.text(event.action().publicName()));
        item.put("target", AttributeValues.text(event.target()));
        var account = event.account();
        if (account != null) {
            item.put(ACCOUNT, AttributeValues.text(account.value()));
        }
        var network = event.origin().network();
        if (network != null) {
            item.put(NETWORK, AttributeValues.text(network.prefix()));
        }
        var expiresAt = event.id().time().plus(Duration.ofDays(RETENTION_DAYS));
        item.put("expiresAtEpochSecond", AttributeValues.number(expiresAt.getEpochSecond()));
        return RowDigest.withDigest(item);
    }

    private static AuditEvent read(Map<String, AttributeValue> item) {
        var action = AttributeValues.text(item, "action");
        return new AuditEvent(
                new AuditEventId(AttributeValues.text(item, "sk")),
                item.containsKey(ACCOUNT) ? new AccountId(AttributeValues.text(item, ACCOUNT)) : null,
                new Origin(
                        new Actor(AttributeValues.text(item, "actor")),
                        item.containsKey(NETWORK) ? new Network(AttributeValues.text(item, NETWORK)) : null),
                AuditAction.named(action).orElseThrow(() -> new IllegalStateException("Unknown action: " + action)),
                AttributeValues.text(item, "target"));
    }
}
