package ai.tierup.domain.alert;

class InMemoryAlertsTest extends AlertsContract {

    private final InMemoryAlerts stored = new InMemoryAlerts();

    @Override
    protected Alerts alerts() {
        return stored;
    }

    @Override
    protected Deliveries deliveries() {
        return stored;
    }
}
