package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.BookingContract;
import ai.tierup.domain.wallet.WalletLedger;

class DynamoDbBookingTest extends BookingContract {

    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
