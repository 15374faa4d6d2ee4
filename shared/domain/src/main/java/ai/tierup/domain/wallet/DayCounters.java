package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;

/**
 * The amounts that may still be spent on one day.
 *
 * @param day UTC day that the counters belong to; only moves forward
 * @param limit daily limit, or {@link Wallet#NO_LIMIT}; the amount spent today is always {@code limit − left}
 * @param left rest of the limit; negative when the limit was lowered below what was spent
 * @param freeLeft rest of the day's free allowance, at list price
 */
public record DayCounters(LocalDate day, Money limit, Money left, Money freeLeft) {

    /** Returns full counters for {@code today}. */
    DayCounters on(LocalDate today, Money freeAllowance) {
        return new DayCounters(today, limit, limit, freeAllowance);
    }

    /** Returns the counters under another limit. Amounts spent or held today count against it at once. */
    DayCounters limitedTo(Money newLimit) {
        return new DayCounters(day, newLimit, left.plus(newLimit.minus(limit)), freeLeft);
    }

    DayCounters without(Hold hold) {
        return new DayCounters(day, limit, left.minus(hold.amount()), freeLeft.minus(hold.freeAllowance()));
    }

    /** Gives back the unspent part of a hold of this day. */
    DayCounters settled(Application application) {
        return application.sameDay()
                ? new DayCounters(day, limit, left.plus(application.rest()), freeLeft.plus(application.allowanceRest()))
                : this;
    }
}
