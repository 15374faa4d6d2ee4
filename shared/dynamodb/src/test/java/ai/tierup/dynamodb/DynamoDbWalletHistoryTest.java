package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletHistoryContract;
import ai.tierup.domain.wallet.WalletLedger;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbWalletHistoryTest extends WalletHistoryContract {

    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }

    @Override
    protected void put(Wallet wallet) {
        LocalTables.put(wallet);
    }
}
