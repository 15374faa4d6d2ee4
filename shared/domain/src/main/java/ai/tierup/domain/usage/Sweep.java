package ai.tierup.domain.usage;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.SettleHold.Settlement;

/**
 * The totals of one sweeper run.
 *
 * @param wallets wallets that had a hold
 * @param ended holds that this run settled
 * @param failures holds that could not be settled and stay for the next run, and wallets that could not be read
 * @param charged what customers pay for the ended holds
 * @param lost what we pay for them beyond that
 * @param complete whether every wallet was checked
 */
public record Sweep(int wallets, int ended, int failures, Money charged, Money lost, boolean complete) {

    static final Sweep NOTHING = new Sweep(0, 0, 0, Money.ZERO, Money.ZERO, true);

    /** One hold that could not be settled, or one wallet that could not be read. */
    static final Sweep FAILURE = new Sweep(0, 0, 1, Money.ZERO, Money.ZERO, true);

    Sweep plus(Sweep other) {
        return new Sweep(
                wallets + other.wallets,
                ended + other.ended,
                failures + other.failures,
                charged.plus(other.charged),
                lost.plus(other.lost),
                complete && other.complete);
    }

    /** Adds a settlement unless it was applied by another process: only holds removed by this run count. */
    Sweep plus(Settlement settlement) {
        if (settlement.image().isEmpty()) {
            return this;
        }
        var record = settlement.record();
        return plus(new Sweep(0, 1, 0, record.cost(), record.costs().subsidy(), true));
    }

    Sweep stoppedEarly() {
        return new Sweep(wallets, ended, failures, charged, lost, false);
    }
}
