package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order to top up. It decides the account and the amount, whatever the provider says later.
 *
 * @param amount amount in whole cents
 * @param isAutomatic whether the service placed it, by the customer's rule for automatic top-ups
 * @param session checkout that was opened for it, or charge that was made for it; null while none is known
 * @param checkoutUrl page where the customer pays; null while none is known, and for a charge
 */
public record TopUpOrder(
        TopUpId id,
        AccountId account,
        Money amount,
        boolean isAutomatic,
        Status status,
        @Nullable SessionId session,
        @Nullable URI checkoutUrl) {

    /** The state of an order. */
    public enum Status {
        PENDING,
        PAID,
        FAILED,
        EXPIRED
    }

    /** Creates an order for which no checkout was opened yet. */
    public static TopUpOrder placed(TopUpId id, AccountId account, Money amount) {
        return new TopUpOrder(id, account, amount, false, Status.PENDING, null, null);
    }

    /** Creates an automatic order, for which no charge was made yet. */
    public static TopUpOrder automatic(TopUpId id, AccountId account, Money amount) {
        return new TopUpOrder(id, account, amount, true, Status.PENDING, null, null);
    }

    /** Returns this order with the checkout that was opened for it. */
    public TopUpOrder with(CheckoutSession opened) {
        return new TopUpOrder(id, account, amount, isAutomatic, status, opened.id(), opened.url());
    }

    /** Returns this order in another state. */
    public TopUpOrder with(Status other) {
        return new TopUpOrder(id, account, amount, isAutomatic, other, session, checkoutUrl);
    }

    public Instant createdAt() {
        return id.time();
    }

    /** Returns whether it waits for a checkout to be opened. */
    boolean isUnopened() {
        return status == Status.PENDING && session == null;
    }

    /** Returns whether {@code seen} is the checkout of this order, or none is known yet. */
    public boolean matches(SessionId seen) {
        return session == null || session.equals(seen);
    }
}
