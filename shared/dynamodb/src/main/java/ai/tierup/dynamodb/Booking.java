package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A ledger entry and the wallet's change by it, and whatever else is to be written with them, in one transaction. */
final class Booking {

    private final DynamoDbClient client;
    private final TableNames tables;

    Booking(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    /**
     * Sent until its fate is known.
     *
     * @throws IllegalStateException when the condition of one of {@code others} did not hold
     */
    BookAnswer book(LedgerEntry entry, TransactWriteItem... others) {
        var writes = new ArrayList<>(List.of(
                Transactions.put(tables.ledger(), LedgerEntryItem.write(entry)),
                WalletWrites.book(entry).inTransaction(tables.wallets(), WalletItem.key(entry.account()))));
        writes.addAll(List.of(others));
        return Transactions.write(client, writes).map(Booking::answer).orElseGet(BookAnswer.Booked::new);
    }

    private static BookAnswer answer(List<CancellationReason> reasons) {
        if (Transactions.isRefused(reasons.get(0))) {
            return new BookAnswer.AlreadyBooked();
        }
        var wallet = reasons.get(1);
        if (Transactions.isRefused(wallet)) {
            return wallet.hasItem()
                    ? new BookAnswer.WalletIsAhead(Values.day(wallet.item(), "day"))
                    : new BookAnswer.NoWallet();
        }
        throw new IllegalStateException("What was to be written with an entry was not as expected");
    }
}
