package ai.tierup.domain.access;

import java.time.LocalDate;

/** Counters that start at zero every UTC day. */
public interface DayQuotas {

    /** Adds one to a counter and returns true; returns false, and adds nothing, if it has reached {@code max} on this day. */
    boolean take(String counter, LocalDate day, int max);
}
