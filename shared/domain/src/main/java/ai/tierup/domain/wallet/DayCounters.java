package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;

/**
 * What may still be spent on one day.
 *
 * @param day UTC day that the counters belong to; only moves forward
 * @param limit {@link Wallet#NO_LIMIT} when there is none, so that what was spent today is always {@code limit − left}
 * @param left may be negative after the limit was lowered
 * @param freeLeft what is left of the day's free allowance, at list price
 */
public record DayCounters(LocalDate day, Money limit, Money left, Money freeLeft) {

    /** Whole counters of a new day. */
    DayCounters on(LocalDate today, Money freeAllowance) {
        return new DayCounters(today, limit, limit, freeAllowance);
    }

    /** The counters under another limit; what was spent and is held today counts against it at once. */
    DayCounters limitedTo(Money newLimit) {
        return new DayCounters(day, newLimit, left.plus(newLimit.minus(limit)), freeLeft);
    }

    DayCounters without(Hold hold) {
        return new DayCounters(day, limit, left.minus(hold.amount()), freeLeft.minus(hold.freeAllowance()));
    }

    /** Gives back what a hold of this day did not cost. */
    DayCounters settled(Application application) {
        return application.sameDay()
                ? new DayCounters(day, limit, left.plus(application.rest()), freeLeft.plus(application.allowanceRest()))
                : this;
    }
}
