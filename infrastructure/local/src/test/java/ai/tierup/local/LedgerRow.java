package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.dynamodb.DynamoDbClients;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A usage record in the table. Tests alter it, which no function is allowed to do. */
record LedgerRow(DynamoDbClient client, String partition, String sortKey, Map<String, AttributeValue> item) {

    private static final String TABLE = "ledger";

    /** The first record of the account's current day that has a cost. */
    static LedgerRow firstChargedToday(LocalService service, AccountId account) {
        var client = service.bean(DynamoDbClients.class).retrying();
        var day = service.bean(WalletLedger.class).find(account).orElseThrow().day();
        var partition = "A#" + account.value() + "#" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
        var items = client.query(query -> query.tableName(TABLE)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition))))
                .items();
        var item = items.stream()
                .filter(row -> !Objects.requireNonNull(row.get("cost")).n().equals("0"))
                .findFirst()
                .orElseThrow();
        return new LedgerRow(
                client, partition, Objects.requireNonNull(item.get("sk")).s(), item);
    }

    /** The name of the row in the findings of an audit. */
    String name() {
        return partition + " " + sortKey;
    }

    void set(String attribute, long number) {
        client.updateItem(update -> update.tableName(TABLE)
                .key(key())
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", attribute))
                .expressionAttributeValues(Map.of(":value", AttributeValue.fromN(Long.toString(number)))));
    }

    void remove(String attribute) {
        client.updateItem(update -> update.tableName(TABLE)
                .key(key())
                .updateExpression("REMOVE #name")
                .expressionAttributeNames(Map.of("#name", attribute)));
    }

    void delete() {
        client.deleteItem(delete -> delete.tableName(TABLE).key(key()));
    }

    /** Restores the original row. */
    void restore() {
        client.putItem(put -> put.tableName(TABLE).item(item));
    }

    private Map<String, AttributeValue> key() {
        return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sortKey));
    }
}
