package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.BookingContract;
import ai.tierup.domain.wallet.WalletLedger;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbBookingTest extends BookingContract {

    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
