package ai.tierup.dynamodb;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A top-up or a grant in the middle of a wallet's life: the entry and the purse in one transaction, of the wallet's own day. */
public final class TestCredits {

    private TestCredits() {}

    /** @param businessId what it is booked once by */
    public static void book(
            DynamoDbClient client, TableNames tables, Wallet wallet, String businessId, Purse purse, Money amount) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", Values.text("A#" + wallet.account().value() + "#C"));
        item.put("sk", Values.text(businessId));
        item.put("type", Values.text(type(purse).name().toLowerCase(Locale.ROOT)));
        item.put("purse", Values.text(purse.name().toLowerCase(Locale.ROOT)));
        item.put("amount", Values.amount(amount));
        item.put("day", Values.day(wallet.day()));
        Transactions.unlessThere(
                client,
                Transactions.put(tables.ledger(), RowDigest.signed(item)),
                TransactWriteItem.builder()
                        .update(update -> update.tableName(tables.wallets())
                                .key(WalletItem.key(wallet.account()))
                                .updateExpression("SET #purse = #purse + :x, credits = credits + :x ADD version :one")
                                .conditionExpression("#day <= :d")
                                .expressionAttributeNames(
                                        Map.of("#purse", purse.name().toLowerCase(Locale.ROOT), "#day", "day"))
                                .expressionAttributeValues(Map.of(
                                        ":x",
                                        Values.amount(amount),
                                        ":one",
                                        Values.ONE,
                                        ":d",
                                        Values.day(wallet.day()))))
                        .build());
    }

    private static EntryType type(Purse purse) {
        return switch (purse) {
            case CASH -> EntryType.TOP_UP;
            case GRANT -> EntryType.GRANT;
            case FREE -> throw new IllegalArgumentException("The free allowance is no money");
        };
    }
}
