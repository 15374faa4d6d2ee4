package ai.tierup.domain.payment;

import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.WalletLedger;

class InMemoryTopUpOrdersTest extends TopUpOrdersContract {

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final TopUpOrders orders = new InMemoryTopUpOrders(ledger);

    @Override
    protected TopUpOrders orders() {
        return orders;
    }

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
