package ai.tierup.functions.sweeper;

import ai.tierup.domain.usage.SweepHolds;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Ends expired holds, every minute. */
public final class SweepHandler extends ScheduledHandler {

    @Inject
    SweepHolds sweepHolds;

    public SweepHandler() {}

    public SweepHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.swept(sweepHolds.run(timeIsUp));
    }
}
