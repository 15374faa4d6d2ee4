package ai.tierup.functions.guardrail;

import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.guardrail.RollDays;
import ai.tierup.domain.tier.CheckPublishedTiers;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Creates tomorrow's pools, checks the published tiers and closes the books of past days, four times an hour. */
public final class GuardrailResetHandler extends ScheduledHandler {

    @Inject
    RollDays rollDays;

    @Inject
    CheckPublishedTiers checkPublishedTiers;

    @Inject
    CloseDays closeDays;

    public GuardrailResetHandler() {}

    public GuardrailResetHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> {
            rollDays.roll();
            checkPublishedTiers.check();
            journal.closed(closeDays.run(timeIsUp));
        };
    }
}
