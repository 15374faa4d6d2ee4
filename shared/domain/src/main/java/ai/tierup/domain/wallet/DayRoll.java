package ai.tierup.domain.wallet;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.Window;
import java.time.LocalDate;
import java.util.Set;

/**
 * A wallet's step to a new day, as decided from one image of it. All of it is a condition of the write: another environment may have
 * rolled the wallet, or a key may have come or gone since.
 *
 * @param from the wallet's day as seen
 * @param to the new day
 * @param keys the keys whose spending the seen image counted
 */
public record DayRoll(LocalDate from, LocalDate to, Set<KeyId> keys) {

    public DayRoll {
        keys = Set.copyOf(keys);
    }

    /** The step of {@code seen} to {@code to}. */
    public static DayRoll of(Wallet seen, LocalDate to) {
        return new DayRoll(seen.day(), to, seen.keys().keySet());
    }

    /** Whether {@code window} has ended, so that its counters begin at zero. */
    public boolean ends(Window window) {
        return !window.containsBoth(from, to);
    }
}
