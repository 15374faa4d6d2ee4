package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.Optional;

/** The durable store of the orders. */
public interface TopUpOrders {

    /**
     * Keeps a new order. Of one that is kept already nothing changes.
     *
     * @throws IllegalStateException when another account has an order of this id
     */
    void add(TopUpOrder order);

    /** Empty when there is none, or when it is another account's. */
    Optional<TopUpOrder> find(AccountId account, TopUpId id);

    /** Keeps what checkout was opened for an order that has none yet. */
    void attachSession(TopUpOrder order, CheckoutSession session);

    /**
     * Books {@code entry}, changes the wallet by it and makes the order one that is paid, together or not at all, whatever became of
     * the order before. Sent until its fate is known.
     *
     * @throws IllegalStateException when there is no such order, or it has another checkout
     */
    BookAnswer pay(TopUpOrder order, SessionId session, LedgerEntry entry);

    /** Closes an order that is pending; any other stays as it is. */
    void close(TopUpOrder order, TopUpOrder.Status status);
}
