package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Top-up orders in memory. */
public final class InMemoryTopUpOrders implements TopUpOrders {

    private final Map<Key, TopUpOrder> orders = new HashMap<>();
    private final InMemoryWalletLedger ledger;
    private final InMemoryAccounts accounts;

    private record Key(AccountId account, TopUpId id) {}

    public InMemoryTopUpOrders(InMemoryWalletLedger ledger) {
        this(ledger, new InMemoryAccounts());
    }

    public InMemoryTopUpOrders(InMemoryWalletLedger ledger, InMemoryAccounts accounts) {
        this.ledger = ledger;
        this.accounts = accounts;
    }

    @Override
    public synchronized TopUpOrder add(TopUpOrder order) {
        accounts.requireOpen(order.account());
        return orders.computeIfAbsent(key(order), absent -> order);
    }

    @Override
    public synchronized Optional<TopUpOrder> find(AccountId account, TopUpId id) {
        return Optional.ofNullable(orders.get(new Key(account, id)));
    }

    @Override
    public synchronized List<TopUpOrder> newest(AccountId account, @Nullable TopUpId before, int limit) {
        return orders.values().stream()
                .filter(order -> order.account().equals(account))
                .filter(order -> before == null || order.id().value().compareTo(before.value()) < 0)
                .sorted(Comparator.comparing((TopUpOrder order) -> order.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static Key key(TopUpOrder order) {
        return new Key(order.account(), order.id());
    }

    @Override
    public synchronized void attachSession(TopUpOrder order, CheckoutSession session) {
        orders.put(key(order), expected(order, session.id()).with(session));
    }

    @Override
    public synchronized BookAnswer pay(TopUpOrder order, SessionId session, LedgerEntry entry) {
        var found = expected(order, session);
        return ledger.book(entry, () -> {
            orders.put(
                    key(order),
                    new TopUpOrder(
                            found.id(),
                            found.account(),
                            found.amount(),
                            found.isAutomatic(),
                            TopUpOrder.Status.PAID,
                            session,
                            found.checkoutUrl()));
        });
    }

    private TopUpOrder expected(TopUpOrder order, SessionId session) {
        return find(order.account(), order.id())
                .filter(found -> found.matches(session))
                .orElseThrow(IllegalStateException::new);
    }

    @Override
    public synchronized void close(TopUpOrder order, TopUpOrder.Status status) {
        orders.computeIfPresent(
                key(order), (key, found) -> found.status() == TopUpOrder.Status.PENDING ? found.with(status) : found);
    }
}
