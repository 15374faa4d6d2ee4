package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Writes a ledger entry and its change of the wallet in one transaction, with other writes if there are any. */
final class Booking {

    private final DynamoDbClient client;
    private final TableNames tables;

    Booking(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    /**
     * Books the entry. The transaction is sent again until its result is known.
     *
     * @throws IllegalStateException if the condition of one of {@code others} did not hold
     */
    BookAnswer book(LedgerEntry entry, TransactWriteItem... others) {
        var writes = new ArrayList<>(List.of(
                Transactions.putIfAbsent(tables.ledger(), LedgerEntryItem.write(entry)),
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
                    ? new BookAnswer.WalletIsAhead(AttributeValues.day(wallet.item(), "day"))
                    : new BookAnswer.NoWallet();
        }
        throw new IllegalStateException("The condition of a write beside the entry did not hold");
    }
}
