package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import java.time.LocalDate;
import java.util.Map;

/** The sums of closed days, which take the place of their usage records where only sums are asked for. They are kept as long as those. */
public interface UsageRollups {

    /** Stores the sums of a day. A sum that is stored already stays as it is. */
    void add(AccountId account, DayUsage usage);

    /**
     * The stored sums of some days.
     *
     * @param from first day
     * @param to last day, included
     */
    Map<LocalDate, DayUsage> between(AccountId account, LocalDate from, LocalDate to);
}
