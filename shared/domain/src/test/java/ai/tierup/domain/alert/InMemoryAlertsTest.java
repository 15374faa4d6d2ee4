package ai.tierup.domain.alert;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.InMemoryAccounts;

class InMemoryAlertsTest extends AlertsContract {

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryAlerts stored = new InMemoryAlerts(accounts);

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected Alerts alerts() {
        return stored;
    }

    @Override
    protected Deliveries deliveries() {
        return stored;
    }
}
