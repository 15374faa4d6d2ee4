package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable store of top-up orders. */
public interface TopUpOrders {

    /**
     * Stores a new order, unless it is stored already. Returns the stored order.
     *
     * @throws ai.tierup.domain.account.AccountDeleted when the account of a new order is closed
     */
    TopUpOrder add(TopUpOrder order);

    /** Finds an order; empty when there is none, or it belongs to another account. */
    Optional<TopUpOrder> find(AccountId account, TopUpId id);

    /**
     * An account's orders, newest first.
     *
     * @param before exclusive upper end of the list; null to start with the newest order
     */
    List<TopUpOrder> newest(AccountId account, @Nullable TopUpId before, int limit);

    /**
     * Stores the checkout that was opened for an order, or the charge that was made for it.
     *
     * @throws IllegalStateException when the order has another checkout
     */
    void attachSession(TopUpOrder order, CheckoutSession session);

    /**
     * Books {@code entry}, changes the wallet and marks the order as paid, in one transaction and whatever the order's state was. Sent
     * until the outcome is known.
     *
     * @throws IllegalStateException when there is no such order, or it has another checkout
     */
    BookAnswer pay(TopUpOrder order, SessionId session, LedgerEntry entry);

    /** Closes a pending order; any other does not change. */
    void close(TopUpOrder order, TopUpOrder.Status status);
}
