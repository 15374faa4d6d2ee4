package ai.tierup.functions.credit;

import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Releases, ends and grants sign-up credits, four times an hour. */
public final class CreditsHandler extends ScheduledHandler {

    @Inject
    AdvanceCredits advanceCredits;

    public CreditsHandler() {}

    public CreditsHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.credited(advanceCredits.run(timeIsUp));
    }
}
