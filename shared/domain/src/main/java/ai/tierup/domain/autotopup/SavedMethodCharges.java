package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.Fulfilment;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Charges saved payment methods for orders, each order once, however often it is called and wherever a call before has ended. */
public final class SavedMethodCharges {

    /** The provider remembers a charge's idempotency key for a day. An older order is looked up and never charged again. */
    private static final Duration KEY_LIFE = Duration.ofHours(20);

    private final PaymentProvider provider;
    private final TopUpOrders orders;
    private final FulfilTopUp fulfilTopUp;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String stage;

    public SavedMethodCharges(
            PaymentProvider provider,
            TopUpOrders orders,
            FulfilTopUp fulfilTopUp,
            InstantSource clock,
            RandomGenerator random,
            String stage) {
        this.provider = provider;
        this.orders = orders;
        this.fulfilTopUp = fulfilTopUp;
        this.clock = clock;
        this.random = random;
        this.stage = stage;
    }

    /** Creates an order, which is not stored yet. */
    TopUpOrder newOrder(AccountId account, Money amount) {
        return TopUpOrder.automatic(TopUpId.of(clock.instant(), random.nextLong()), account, amount);
    }

    /**
     * Charges a stored order, unless it is charged already, and credits it when it is paid.
     *
     * @param isWanted whether it may still be charged; if not, only a charge that was made before is found and credited
     * @return the state of the charge; it is credited when it is {@link Status#PAID}, and was never made when it is {@link Status#EXPIRED}
     * @throws ai.tierup.domain.payment.PaymentsUnavailable when the outcome is not known; call again
     */
    Status charge(AccountId account, RunningCharge running, boolean isWanted) {
        var order = orders.find(account, running.order())
                .orElseThrow(() -> new IllegalStateException("There is no order " + running.order()));
        var known = order.session();
        if (known != null) {
            return fulfil(known);
        }
        var mayCharge = isWanted && clock.instant().isBefore(order.createdAt().plus(KEY_LIFE));
        var made = mayCharge
                ? provider.charge(order, stage, running.method())
                : provider.chargeFor(order, running.method());
        if (made.isEmpty()) {
            orders.close(order, mayCharge ? TopUpOrder.Status.FAILED : TopUpOrder.Status.EXPIRED);
            return mayCharge ? Status.FAILED : Status.EXPIRED;
        }
        orders.attachSession(order, made.get());
        return fulfil(made.get().id());
    }

    /** Reads the charge again, because a repeated call gets the answer to the first one, whose state may be outdated. */
    private Status fulfil(SessionId id) {
        var charge = provider.session(id);
        if (charge.isPresent() && fulfilTopUp.fulfil(charge.get()) instanceof Fulfilment.Matched) {
            return charge.get().status();
        }
        // An alarm was raised. Nothing more is charged until somebody has looked into it.
        return Status.PENDING;
    }

    void forget(SavedMethod method) {
        provider.forget(method);
    }
}
