package ai.tierup.domain.usage;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.SettleHold.Settlement;

/**
 * What one run of the sweeper did.
 *
 * @param wallets that held something
 * @param ended holds that this run ended
 * @param failures holds that could not be ended, and stay for the next run
 * @param charged what customers pay for them
 * @param lost what we pay for them beyond that
 * @param complete whether every wallet was looked at
 */
public record Sweep(int wallets, int ended, int failures, Money charged, Money lost, boolean complete) {

    static final Sweep NOTHING = new Sweep(0, 0, 0, Money.ZERO, Money.ZERO, true);

    /** One hold that could not be ended. */
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

    /** Only the hold that this run took away counts: somebody else's settlement is none of its doing. */
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
