package ai.tierup.functions.guardrail;

import ai.tierup.domain.canary.JudgeCanary;
import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/**
 * Reports the level of the day's pools every minute, so that an operator can act before a pool is empty, and ends a canary that is worse than
 * the live version.
 */
public final class PoolGaugeHandler extends ScheduledHandler {

    @Inject
    MeasurePools measurePools;

    @Inject
    JudgeCanary judgeCanary;

    public PoolGaugeHandler() {}

    public PoolGaugeHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> {
            journal.measured(measurePools.measure());
            judgeCanary.judge();
        };
    }
}
