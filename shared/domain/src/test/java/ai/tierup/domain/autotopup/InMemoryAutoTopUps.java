package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.InMemoryAlerts;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Automatic top-ups in memory. */
public final class InMemoryAutoTopUps implements AutoTopUps {

    private final TreeMap<String, AutoTopUp> stored = new TreeMap<>();
    private final TopUpOrders orders;
    private final InMemoryAlerts alerts;
    private final InMemoryAccounts accounts;

    public InMemoryAutoTopUps(TopUpOrders orders, InMemoryAlerts alerts, InMemoryAccounts accounts) {
        this.orders = orders;
        this.alerts = alerts;
        this.accounts = accounts;
    }

    @Override
    public synchronized AutoTopUp find(AccountId account) {
        return stored.getOrDefault(account.value(), AutoTopUp.none(account));
    }

    @Override
    public synchronized List<AutoTopUp> list(@Nullable AccountId after, int limit) {
        return (after == null ? stored : stored.tailMap(after.value(), false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public synchronized boolean replace(AutoTopUp next) {
        if (find(next.account()).version() != next.version() - 1) {
            return false;
        }
        stored.put(next.account().value(), next);
        return true;
    }

    @Override
    public synchronized boolean change(AutoTopUp next) {
        accounts.requireOpen(next.account());
        return replace(next);
    }

    @Override
    public synchronized boolean start(AutoTopUp next, TopUpOrder order) {
        if (orders.find(order.account(), order.id()).isPresent() || !replace(next)) {
            return false;
        }
        orders.add(order);
        return true;
    }

    @Override
    public synchronized boolean tell(AutoTopUp next, List<Delivery> deliveries) {
        if (!replace(next)) {
            return false;
        }
        alerts.add(deliveries);
        return true;
    }

    @Override
    public synchronized void remove(AutoTopUp seen) {
        stored.remove(seen.account().value(), seen);
    }
}
