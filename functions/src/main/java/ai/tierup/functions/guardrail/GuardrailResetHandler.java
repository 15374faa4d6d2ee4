package ai.tierup.functions.guardrail;

import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.guardrail.RollDays;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Rolls the pools of tomorrow before it begins, and closes the books of the days that are over, four times an hour. */
public final class GuardrailResetHandler extends ScheduledHandler {

    @Inject
    RollDays rollDays;

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
            journal.closed(closeDays.run(timeIsUp));
        };
    }
}
