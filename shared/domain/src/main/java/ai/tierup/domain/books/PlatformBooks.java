package ai.tierup.domain.books;

import ai.tierup.domain.guardrail.Pool;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The books of all accounts together. A day's totals grow with each account that closes it; when all have, it gets a statement. */
public interface PlatformBooks {

    /** The last day that has a statement. */
    Optional<LocalDate> latest();

    /** The totals of the accounts that have closed a day so far, together with {@code pools}. */
    PlatformStatement totals(LocalDate day, Map<Pool, PlatformStatement.PoolUse> pools);

    /** Writes the statement; false when the day has one already. */
    boolean close(PlatformStatement statement);
}
