package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Opens a checkout for a customer who wants to top up. The order is written before the provider is called, so every payment has one. */
public final class PlaceTopUp {

    public static final Money MIN_AMOUNT = Money.ofUsd("5");
    public static final Money MAX_AMOUNT = Money.ofUsd("1000");

    private final PaymentProvider provider;
    private final TopUpOrders orders;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String stage;

    public PlaceTopUp(
            PaymentProvider provider, TopUpOrders orders, InstantSource clock, RandomGenerator random, String stage) {
        this.provider = provider;
        this.orders = orders;
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
     * @return the order with its checkout
     * @throws PaymentsUnavailable when no checkout could be opened; the order is closed then
     */
    public TopUpOrder place(AccountId account, Money amount, URI done) {
        if (!isAllowed(amount)) {
            throw new IllegalArgumentException(amount + " cannot be topped up");
        }
        var order = TopUpOrder.placed(TopUpId.of(clock.instant(), random.nextLong()), account, amount);
        orders.add(order);
        try {
            var session = provider.open(order, stage, done);
            orders.attachSession(order, session);
            return order.with(session);
        } catch (PaymentsUnavailable e) {
            // The checkout may exist anyway. Nobody has its URL; if it is paid, the webhook credits it.
            orders.close(order, TopUpOrder.Status.FAILED);
            throw e;
        }
    }
}
