package ai.tierup.functions.guardrail;

import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Tells how much of the day's pools is left, every minute: what is nearly gone must be known while there is time to act. */
public final class PoolGaugeHandler extends ScheduledHandler {

    @Inject
    MeasurePools measurePools;

    public PoolGaugeHandler() {}

    public PoolGaugeHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.measured(measurePools.measure());
    }
}
