package ai.tierup.functions.support.schedule;

import java.util.function.BooleanSupplier;

/** Work that a schedule starts. It may run late, twice or concurrently. Each run continues where the previous one stopped. */
public interface ScheduledJob {

    /** @param timeIsUp checked between pieces of work; once it returns true, the run ends in good order */
    void run(BooleanSupplier timeIsUp);
}
