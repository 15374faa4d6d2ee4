package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.InMemoryAccounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Alerts} and {@link Deliveries} in memory. */
public final class InMemoryAlerts implements Alerts, Deliveries {

    private static final Comparator<Delivery> BY_TIME = Comparator.comparing(Delivery::dueAt)
            .thenComparing(delivery -> delivery.id().value());

    private final TreeMap<String, AlertSettings> settings = new TreeMap<>();
    private final Map<AccountId, AlertState> states = new HashMap<>();
    private final Map<DeliveryId, Delivery> deliveries = new HashMap<>();
    private final InMemoryAccounts accounts;

    public InMemoryAlerts() {
        this(new InMemoryAccounts());
    }

    public InMemoryAlerts(InMemoryAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized Optional<AlertSettings> find(AccountId account) {
        return Optional.ofNullable(settings.get(account.value()));
    }

    @Override
    public synchronized void save(AlertSettings saved) {
        accounts.requireOpen(saved.account());
        settings.put(saved.account().value(), saved);
    }

    @Override
    public synchronized void remove(AccountId account) {
        settings.remove(account.value());
        states.remove(account);
    }

    @Override
    public synchronized List<AlertSettings> list(@Nullable AccountId after, int limit) {
        return (after == null ? settings : settings.tailMap(after.value(), false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public synchronized AlertState state(AccountId account) {
        return states.getOrDefault(account, AlertState.unseen(account));
    }

    @Override
    public synchronized boolean advance(AlertState next, List<Delivery> added) {
        if (state(next.account()).version() != next.version() - 1
                || !settings.containsKey(next.account().value())) {
            return false;
        }
        states.put(next.account(), next);
        add(added);
        return true;
    }

    /** Adds deliveries, as stores do that write them together with something else. */
    public synchronized void add(List<Delivery> added) {
        added.forEach(delivery -> deliveries.put(delivery.id(), delivery));
    }

    @Override
    public synchronized List<Delivery> due(Instant now, int limit) {
        return deliveries.values().stream()
                .filter(delivery -> !delivery.dueAt().isAfter(now))
                .sorted(BY_TIME)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean replace(Delivery seen, Delivery next) {
        return deliveries.replace(seen.id(), seen, next);
    }

    @Override
    public synchronized void remove(Delivery delivery) {
        deliveries.remove(delivery.id(), delivery);
    }
}
