package ai.tierup.functions.support.schedule;

import java.util.function.BooleanSupplier;

/** What a schedule starts: work that may run late, twice, or twice at once, and goes on where the run before it stopped. */
public interface ScheduledJob {

    /** @param timeIsUp to be asked between two pieces of work: once it says so, the run ends in good order */
    void run(BooleanSupplier timeIsUp);
}
