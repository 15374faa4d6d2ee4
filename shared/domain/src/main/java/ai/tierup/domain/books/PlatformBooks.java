package ai.tierup.domain.books;

import ai.tierup.domain.guardrail.Pool;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The books of all accounts together. A day's totals grow with each account that closes it; when all have, it gets a statement. */
public interface PlatformBooks {

    /**
     * Announces that the days up to {@code through} are being closed. From then on no wallet opens on one of them, so every account that
     * they contain exists.
     */
    void announceClose(LocalDate through);

    /** The last day that has a statement. */
    Optional<LocalDate> latest();

    /** The totals of the accounts that have closed a day so far, together with {@code pools}. */
    PlatformStatement totals(LocalDate day, Map<Pool, PlatformStatement.PoolUse> pools);

    /** Writes the statement; false when the day has one already. */
    boolean close(PlatformStatement statement);
}
