package ai.tierup.functions.audit;

import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.support.schedule.ScheduledJob;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;

/**
 * Audits the open days of every account, every hour. A difference raises an alarm but does not fail the run, because running again would
 * not correct it.
 */
public final class AuditHandler extends ScheduledHandler {

    @Inject
    AuditWallets auditWallets;

    public AuditHandler() {}

    public AuditHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    protected ScheduledJob job() {
        return timeIsUp -> journal.audited(auditWallets.run(Depth.OPEN_DAYS, timeIsUp));
    }
}
