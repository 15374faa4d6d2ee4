package ai.tierup.functions.assess;

import ai.tierup.domain.assess.FindModels;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/** Looks once a day for models that are worth an evaluation, and for candidates that are no longer offered as the mapping says. */
public final class AssessHandler extends ScheduledHandler {

    @Inject
    FindModels findModels;

    public AssessHandler() {}

    public AssessHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.assessed(findModels.run());
    }
}
