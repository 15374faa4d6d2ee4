package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.alert.InMemoryAlerts;
import ai.tierup.domain.payment.InMemoryTopUpOrders;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.wallet.InMemoryWalletLedger;

class InMemoryAutoTopUpsTest extends AutoTopUpsContract {

    private final TopUpOrders orders = new InMemoryTopUpOrders(new InMemoryWalletLedger());
    private final InMemoryAlerts alerts = new InMemoryAlerts();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final AutoTopUps store = new InMemoryAutoTopUps(orders, alerts, accounts);

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected AutoTopUps store() {
        return store;
    }

    @Override
    protected TopUpOrders orders() {
        return orders;
    }

    @Override
    protected Deliveries deliveries() {
        return alerts;
    }
}
