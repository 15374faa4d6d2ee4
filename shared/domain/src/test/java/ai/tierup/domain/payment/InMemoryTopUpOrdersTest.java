package ai.tierup.domain.payment;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.WalletLedger;

class InMemoryTopUpOrdersTest extends TopUpOrdersContract {

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final TopUpOrders orders = new InMemoryTopUpOrders(ledger, accounts);

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected TopUpOrders orders() {
        return orders;
    }

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
