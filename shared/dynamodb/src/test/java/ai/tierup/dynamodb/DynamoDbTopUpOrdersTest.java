package ai.tierup.dynamodb;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.payment.TopUpOrdersContract;
import ai.tierup.domain.wallet.WalletLedger;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbTopUpOrdersTest extends TopUpOrdersContract {

    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);
    private final TopUpOrders orders = new DynamoDbTopUpOrders(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected TopUpOrders orders() {
        return orders;
    }

    @Override
    protected Accounts accounts() {
        return new DynamoDbAccounts(LocalTables.CLIENTS, LocalTables.NAMES);
    }

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
