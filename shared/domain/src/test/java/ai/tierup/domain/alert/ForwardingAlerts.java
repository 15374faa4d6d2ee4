package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes all calls on, for tests that change one of them. */
class ForwardingAlerts implements Alerts {

    private final Alerts alerts;

    ForwardingAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public Optional<AlertSettings> find(AccountId account) {
        return alerts.find(account);
    }

    @Override
    public void save(AlertSettings settings) {
        alerts.save(settings);
    }

    @Override
    public void remove(AccountId account) {
        alerts.remove(account);
    }

    @Override
    public List<AlertSettings> list(@Nullable AccountId after, int limit) {
        return alerts.list(after, limit);
    }

    @Override
    public AlertState state(AccountId account) {
        return alerts.state(account);
    }

    @Override
    public boolean advance(AlertState next, List<Delivery> deliveries) {
        return alerts.advance(next, deliveries);
    }
}
