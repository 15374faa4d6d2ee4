package ai.tierup.dynamodb;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A top-up or a grant in the middle of a wallet's life, of the wallet's own day. */
public final class TestCredits {

    private TestCredits() {}

    /** @param businessId what it is booked once by */
    public static void book(
            DynamoDbClient client, TableNames tables, Wallet wallet, String businessId, Purse purse, Money amount) {
        new Booking(client, tables)
                .book(TestEntries.entry(wallet.account(), businessId, type(purse), purse, amount, wallet.day()));
    }

    private static EntryType type(Purse purse) {
        return switch (purse) {
            case CASH -> EntryType.TOP_UP;
            case GRANT -> EntryType.GRANT;
            case FREE -> throw new IllegalArgumentException("The free allowance is no money");
        };
    }
}
