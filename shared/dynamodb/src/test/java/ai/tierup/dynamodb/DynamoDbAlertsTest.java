package ai.tierup.dynamodb;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.AlertsContract;
import ai.tierup.domain.alert.Deliveries;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbAlertsTest extends AlertsContract {

    private final Alerts alerts = new DynamoDbAlerts(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Deliveries deliveries = new DynamoDbDeliveries(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected Alerts alerts() {
        return alerts;
    }

    @Override
    protected Accounts accounts() {
        return new DynamoDbAccounts(LocalTables.CLIENTS, LocalTables.NAMES);
    }

    @Override
    protected Deliveries deliveries() {
        return deliveries;
    }
}
