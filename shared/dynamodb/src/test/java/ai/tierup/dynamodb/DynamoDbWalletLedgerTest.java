package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletLedgerContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbWalletLedgerTest extends WalletLedgerContract {

    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
