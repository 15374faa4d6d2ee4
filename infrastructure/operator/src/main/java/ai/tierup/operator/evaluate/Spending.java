package ai.tierup.operator.evaluate;

import ai.tierup.domain.money.Money;

/**
 * What an evaluation has spent, and what its running calls can cost at most. Together they never exceed the limit. Safe for concurrent use.
 */
final class Spending {

    private final Money limit;
    private Money spent;
    private Money reserved = Money.ZERO;

    Spending(Money limit, Money spent) {
        this.limit = limit;
        this.spent = spent;
    }

    /**
     * Reserves the most that a call can cost. Waits for running calls if they may leave enough.
     *
     * @return false if the rest is too little
     */
    synchronized boolean reserve(Money most) throws InterruptedException {
        while (!limit.covers(spent.plus(reserved).plus(most))) {
            if (reserved.isZero()) {
                return false;
            }
            wait();
        }
        reserved = reserved.plus(most);
        return true;
    }

    /** Replaces a reservation by what the call has cost. */
    synchronized void settle(Money most, Money cost) {
        reserved = reserved.minus(most);
        spent = spent.plus(cost);
        notifyAll();
    }

    synchronized Money spent() {
        return spent;
    }
}
