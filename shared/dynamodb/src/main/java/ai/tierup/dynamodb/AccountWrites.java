package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Writes in the directory table what belongs to an account, on the condition that the account is not closed. */
final class AccountWrites {

    /** The sort key of an account's own item. */
    static final String SK = "-";

    static final String DELETED_AT = "deletedAt";

    private AccountWrites() {}

    static String pk(AccountId id) {
        return "ACCOUNT#" + id.value();
    }

    /**
     * Puts an item, whatever is there.
     *
     * @throws AccountDeleted when the account is closed
     */
    static void put(DynamoDbClient client, String table, AccountId account, Map<String, AttributeValue> item) {
        write(client, table, account, List.of(Transactions.put(table, item)));
    }

    /**
     * Writes everything and returns empty; writes nothing and returns the reason for each write if one of their own conditions does not hold.
     *
     * @throws AccountDeleted when the account is closed
     */
    static Optional<List<CancellationReason>> write(
            DynamoDbClient client, String table, AccountId account, List<TransactWriteItem> writes) {
        var all = Stream.concat(writes.stream(), Stream.of(requireOpen(table, account)))
                .toList();
        var refused = Transactions.write(client, all);
        if (refused.map(List::getLast).filter(Transactions::isRefused).isPresent()) {
            throw new AccountDeleted(account);
        }
        return refused.map(reasons -> reasons.subList(0, writes.size()));
    }

    private static TransactWriteItem requireOpen(String table, AccountId account) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(Map.of("pk", AttributeValues.text(pk(account)), "sk", AttributeValues.text(SK)))
                        .conditionExpression("attribute_not_exists(" + DELETED_AT + ")"))
                .build();
    }
}
