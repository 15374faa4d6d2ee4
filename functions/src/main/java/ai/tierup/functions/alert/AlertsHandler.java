package ai.tierup.functions.alert;

import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import java.time.Duration;

/** Delivers the alerts that are due, then looks for new ones, every minute. */
public final class AlertsHandler extends ScheduledHandler {

    @Inject
    SendAlerts sendAlerts;

    @Inject
    RaiseAlerts raiseAlerts;

    public AlertsHandler() {}

    public AlertsHandler(ApplicationContext context) {
        super(context);
    }

    /** Returns more than the ten seconds that the longest attempt takes, which is one by mail. */
    @Override
    protected Duration margin() {
        return Duration.ofSeconds(20);
    }

    /** Delivers first, so that a long look at all accounts never keeps back what was found before. */
    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.alerted(sendAlerts.run(timeIsUp), raiseAlerts.run(timeIsUp));
    }
}
