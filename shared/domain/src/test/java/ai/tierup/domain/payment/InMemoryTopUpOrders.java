package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Top-up orders in memory. */
public final class InMemoryTopUpOrders implements TopUpOrders {

    private final Map<TopUpId, TopUpOrder> orders = new HashMap<>();
    private final InMemoryWalletLedger ledger;

    public InMemoryTopUpOrders(InMemoryWalletLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public synchronized void add(TopUpOrder order) {
        var kept = orders.putIfAbsent(order.id(), order);
        if (kept != null && !kept.account().equals(order.account())) {
            throw new IllegalStateException("Order " + order.id() + " is another account's");
        }
    }

    @Override
    public synchronized Optional<TopUpOrder> find(AccountId account, TopUpId id) {
        return Optional.ofNullable(orders.get(id))
                .filter(order -> order.account().equals(account));
    }

    @Override
    public synchronized void attachSession(TopUpOrder order, CheckoutSession session) {
        orders.put(order.id(), expected(order, session.id()).with(session));
    }

    @Override
    public synchronized BookAnswer pay(TopUpOrder order, SessionId session, LedgerEntry entry) {
        var found = expected(order, session);
        return ledger.book(entry, () -> {
            orders.put(
                    order.id(),
                    new TopUpOrder(
                            found.id(),
                            found.account(),
                            found.amount(),
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
                order.id(), (id, found) -> found.status() == TopUpOrder.Status.PENDING ? found.with(status) : found);
    }
}
