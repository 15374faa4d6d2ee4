package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;

/** What was drawn for one request from the pool of its purse and from the platform's; settled, put back, or lost with its handler. */
public final class Draw {

    private final Lease own;
    private final Money amount;
    private final Lease platform;
    private final Money platformAmount;

    Draw(Lease own, Money amount, Lease platform, Money platformAmount) {
        this.own = own;
        this.amount = amount;
        this.platform = platform;
        this.platformAmount = platformAmount;
    }

    /**
     * What the request did cost above what was drawn for it: zero unless a bound was wrong.
     *
     * @param cost what its pool bears
     * @param upstreamCost all that we pay
     */
    public Money overrun(Money cost, Money upstreamCost) {
        var ofPool = cost.minus(amount);
        var ofPlatform = upstreamCost.minus(platformAmount);
        return (ofPool.covers(ofPlatform) ? ofPool : ofPlatform).orZeroIfNegative();
    }

    /** The send it was drawn for was refused. */
    public void putBack() {
        own.putBack(amount);
        platform.putBack(platformAmount);
    }

    /** The request is over; what it did not cost is there for the next one of the same day. */
    public void settle(Money cost, Money upstreamCost) {
        own.settle(amount, cost);
        platform.settle(platformAmount, upstreamCost);
    }
}
