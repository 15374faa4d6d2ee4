package ai.tierup.domain.wallet;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import java.time.LocalDate;
import java.util.Set;

/**
 * A wallet's step to a new day, decided from one image of it. The write is conditional on the old day and the keys and teams, because
 * another environment may have rolled the wallet since, or keys or teams may have been added or removed.
 *
 * @param from the wallet's day in the image
 * @param to the new day
 * @param keys keys and teams whose spending the image counts
 */
public record DayRoll(LocalDate from, LocalDate to, Set<SpenderId> keys) {

    public DayRoll {
        keys = Set.copyOf(keys);
    }

    /** Creates the step from the day of {@code seen} to {@code to}. */
    public static DayRoll of(Wallet seen, LocalDate to) {
        return new DayRoll(seen.day(), to, seen.keys().keySet());
    }

    /** Returns whether this step ends {@code window}, so that its counters start again at zero. */
    public boolean ends(Window window) {
        return !window.containsBoth(from, to);
    }
}
