package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's wish to top up: whose it is and how much, whatever the provider says later.
 *
 * @param amount whole cents
 * @param session the checkout that was opened for it; null while there is none, or it is not known
 * @param checkoutUrl where the customer pays; null with {@code session}
 */
public record TopUpOrder(
        TopUpId id,
        AccountId account,
        Money amount,
        Status status,
        @Nullable SessionId session,
        @Nullable URI checkoutUrl) {

    /** What became of it. */
    public enum Status {
        PENDING,
        PAID,
        FAILED,
        EXPIRED
    }

    /** One that is not known to the provider yet. */
    public static TopUpOrder placed(TopUpId id, AccountId account, Money amount) {
        return new TopUpOrder(id, account, amount, Status.PENDING, null, null);
    }

    /** The same with the checkout that was opened for it. */
    public TopUpOrder with(CheckoutSession opened) {
        return new TopUpOrder(id, account, amount, status, opened.id(), opened.url());
    }

    /** The same in another state. */
    public TopUpOrder with(Status other) {
        return new TopUpOrder(id, account, amount, other, session, checkoutUrl);
    }

    public Instant createdAt() {
        return id.time();
    }

    /** Whether {@code seen} is the checkout of this order, as far as is known. */
    public boolean matches(SessionId seen) {
        return session == null || session.equals(seen);
    }
}
