package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens a checkout for a customer who wants to top up. The order is written before the provider is called, so every payment has one. */
public final class PlaceTopUp {

    public static final Money MIN_AMOUNT = Money.ofUsd("5");
    public static final Money MAX_AMOUNT = Money.ofUsd("1000");

    /** The provider remembers the order of a checkout for at least as long, so a key never opens two. */
    private static final Duration KEY_RETENTION = Duration.ofHours(24);

    /** The time after which the service places another order for the same cause. */
    static final Duration CAUSE_RETENTION = Duration.ofHours(1);

    private final PaymentProvider provider;
    private final TopUpOrders orders;
    private final TopUpKeys keys;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String stage;

    public PlaceTopUp(
            PaymentProvider provider,
            TopUpOrders orders,
            TopUpKeys keys,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random,
            String stage) {
        this.provider = provider;
        this.orders = orders;
        this.keys = keys;
        this.trail = trail;
        this.clock = clock;
        this.random = random;
        this.stage = stage;
    }

    /** Returns whether {@code amount} can be topped up. It must be in whole cents and within the bounds. */
    public static boolean isAllowed(Money amount) {
        return amount.covers(MIN_AMOUNT) && MAX_AMOUNT.covers(amount) && Charge.isWholeCents(amount);
    }

    /**
     * Places an order and opens its checkout.
     *
     * @param amount an {@linkplain #isAllowed allowed} amount
     * @param done page that the customer is sent to afterwards
     * @param savesMethod whether the payment method is saved for automatic top-ups
     * @return the order with its checkout
     * @throws PaymentsUnavailable when no checkout could be opened; the order is closed then
     */
    public TopUpOrder place(Origin origin, AccountId account, Money amount, URI done, boolean savesMethod) {
        requireAllowed(amount);
        var order = add(origin, account, newId(clock.instant()), amount);
        try {
            return open(order, done, savesMethod);
        } catch (PaymentsUnavailable e) {
            // The checkout may exist anyway. Nobody has its URL; if it is paid, the webhook credits it.
            orders.close(order, TopUpOrder.Status.FAILED);
            throw e;
        }
    }

    /**
     * Places one order for {@code request}, however often and by however many callers it is sent within a day. A call that finds the order
     * without a checkout opens it: the caller before may have died, may have failed, or may still be at it.
     *
     * @param amount the {@linkplain #isAllowed allowed} amount in the request's body
     * @param done page that the customer is sent to afterwards
     * @param savesMethod whether the payment method is saved for automatic top-ups, as the request's body says
     * @return the order in its present state; empty if the key was used with another body
     * @throws PaymentsUnavailable when no checkout could be opened; the next call with the key tries again
     */
    public Optional<TopUpOrder> placeOnce(
            Origin origin, IdempotentRequest request, Money amount, URI done, boolean savesMethod) {
        requireAllowed(amount);
        return placeOnce(origin, request, amount, KEY_RETENTION)
                .map(order -> order.isUnopened() ? open(order, done, savesMethod) : order);
    }

    /**
     * Places one order of the service itself for {@code cause}, however many runs of a job notice it within an hour, and opens its checkout,
     * which saves the payment method. A call after an hour places another order, because the provider may repeat an error for as long as it
     * remembers the first one.
     *
     * @param amount an {@linkplain #isAllowed allowed} amount
     * @param done page that the customer is sent to afterwards
     * @throws PaymentsUnavailable when no checkout could be opened; the next call tries again
     */
    public TopUpOrder placeFor(AccountId account, String cause, Money amount, URI done) {
        requireAllowed(amount);
        var order = placeOnce(Origin.SERVICE, IdempotentRequest.ofService(account, cause), amount, CAUSE_RETENTION)
                .orElseThrow();
        return order.isUnopened() ? open(order, done, true) : order;
    }

    /** Finds the order of a request or places it, without a checkout. */
    private Optional<TopUpOrder> placeOnce(Origin origin, IdempotentRequest request, Money amount, Duration retention) {
        var now = clock.instant();
        var account = request.account();
        return keys.claim(request, newId(now), now, now.plus(retention))
                .map(id -> orders.find(account, id).orElseGet(() -> add(origin, account, id, amount)));
    }

    private TopUpOrder add(Origin origin, AccountId account, TopUpId id, Money amount) {
        trail.record(origin, account, AuditAction.TOP_UP_PLACED, id.publicName());
        return orders.add(TopUpOrder.placed(id, account, amount));
    }

    private static void requireAllowed(Money amount) {
        if (!isAllowed(amount)) {
            throw new IllegalArgumentException(amount + " cannot be topped up");
        }
    }

    private TopUpId newId(Instant now) {
        return TopUpId.of(now, random.nextLong());
    }

    private TopUpOrder open(TopUpOrder order, URI done, boolean savesMethod) {
        var session = provider.open(order, stage, done, savesMethod);
        orders.attachSession(order, session);
        return order.with(session);
    }
}
