package ai.tierup.domain.alert;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import java.time.LocalDate;

/**
 * A limit of a key, a team or the account of which the account was told that so much of it is used.
 *
 * @param start first day of the window
 * @param percent one of {@link #NEARLY_USED} and {@link #USED_UP}
 */
public record ReachedBudget(SpenderId spender, Window window, LocalDate start, int percent) {

    static final int NEARLY_USED = 80;
    static final int USED_UP = 100;

    /** Whether this is about the same budget, in the same window, as {@code other}. */
    boolean isOfSameBudget(ReachedBudget other) {
        return spender.equals(other.spender) && window == other.window && start.equals(other.start);
    }
}
