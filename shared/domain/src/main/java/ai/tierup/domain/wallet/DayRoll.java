package ai.tierup.domain.wallet;

import ai.tierup.domain.account.KeyId;
import java.time.LocalDate;
import java.time.YearMonth;
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

    /** Whether the month's counters begin anew too. */
    public boolean startsMonth() {
        return !YearMonth.from(from).equals(YearMonth.from(to));
    }
}
