package ai.tierup.domain.books;

import ai.tierup.domain.guardrail.Pool;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The books of all accounts together: totals that grow with each account that closes a day, and a statement when all have. */
public interface PlatformBooks {

    /** The last day that has a statement. */
    Optional<LocalDate> latest();

    /** What the accounts that have closed a day came to so far, beside {@code pools}. */
    PlatformStatement totals(LocalDate day, Map<Pool, PlatformStatement.PoolUse> pools);

    /** Puts the statement; false when the day has one. */
    boolean close(PlatformStatement statement);
}
