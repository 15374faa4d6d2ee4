package ai.tierup.functions.autotopup;

import ai.tierup.domain.autotopup.RunAutoTopUps;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import java.time.Duration;

/** Makes automatic top-ups, every minute. Without a payment key there is nothing to do, and an empty run is reported. */
public final class AutoTopUpsHandler extends ScheduledHandler {

    private static final RunAutoTopUps.Run NOTHING = new RunAutoTopUps.Run(0, 0, 0, 0, 0, true);

    @Inject
    RunAutoTopUps runAutoTopUps;

    @Inject
    CurrentSecrets<PaymentSecrets> secrets;

    public AutoTopUpsHandler() {}

    public AutoTopUpsHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp ->
                journal.autoToppedUp(secrets.fresh().paymentKey().isEmpty() ? NOTHING : runAutoTopUps.run(timeIsUp));
    }

    /** Leaves time for one more account, which takes several calls to the provider of up to eight seconds each. */
    @Override
    protected Duration margin() {
        return Duration.ofSeconds(45);
    }
}
