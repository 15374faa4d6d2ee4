package ai.tierup.domain.guardrail;

import ai.tierup.domain.guardrail.Lease.TakeOutcome;
import ai.tierup.domain.money.Money;

/**
 * The amounts drawn for one request, from its purse's pool and from the platform's. They are settled, put back, or lost when the handler
 * dies.
 */
public final class Draw {

    private final Guardrail guardrail;
    private final Lease own;
    private final Lease platform;
    private final Money perAttempt;
    private Money amount;
    private Money platformAmount;

    Draw(Guardrail guardrail, Lease own, Money amount, Lease platform, Money platformAmount) {
        this.guardrail = guardrail;
        this.own = own;
        this.amount = amount;
        this.platform = platform;
        this.platformAmount = platformAmount;
        this.perAttempt = platformAmount;
    }

    /** The most that one attempt to answer the request can cost us: the amount of the first draw. */
    public Money perAttempt() {
        return perAttempt;
    }

    /**
     * Draws what an attempt has cost once more, so that the next attempt is covered as the first one was. Returns false, with nothing drawn,
     * if a pool does not have that much left.
     */
    public boolean drawAgain(Money spent) {
        if (own.take(spent) != TakeOutcome.TAKEN) {
            return false;
        }
        var taken = false;
        try {
            taken = platform.take(spent) == TakeOutcome.TAKEN;
        } finally {
            if (!taken) {
                own.putBack(spent);
            }
        }
        if (taken) {
            amount = amount.plus(spent);
            platformAmount = platformAmount.plus(spent);
        }
        return taken;
    }

    /**
     * The cost of the request above what was drawn for it; zero unless a bound was wrong.
     *
     * @param cost what its purse's pool bears
     * @param upstreamCost everything that we pay upstream
     */
    public Money overrun(Money cost, Money upstreamCost) {
        var ofPool = cost.minus(amount);
        var ofPlatform = upstreamCost.minus(platformAmount);
        return (ofPool.covers(ofPlatform) ? ofPool : ofPlatform).orZeroIfNegative();
    }

    /** Puts both amounts back into memory, because the send that they were drawn for has placed no hold. The next send may draw them. */
    public void putBack() {
        own.putBack(amount);
        platform.putBack(platformAmount);
    }

    /**
     * Charges the cost of the finished request. The rest is available to later requests of the same day. What the leases need not keep of
     * it is on its way to the shards when this returns.
     */
    public void settle(Money cost, Money upstreamCost) {
        var isServed = !cost.isZero() || !upstreamCost.isZero();
        own.settle(amount, cost, isServed);
        platform.settle(platformAmount, upstreamCost, isServed);
        guardrail.giveBackSurplus();
    }
}
