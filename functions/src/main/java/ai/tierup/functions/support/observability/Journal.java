package ai.tierup.functions.support.observability;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.autotopup.RunAutoTopUps;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.domain.usage.Sweep;
import java.util.List;

/** Records what the service did, as log lines and metrics. Never throws. */
public interface Journal extends Alarms {

    void ended(ChatReport report);

    void answered(RouteReport report);

    void notified(WebhookOutcome outcome);

    void swept(Sweep sweep);

    void audited(AuditWallets.Report report);

    void credited(AdvanceCredits.Run run);

    void alerted(SendAlerts.Run sent, RaiseAlerts.Run raised);

    void autoToppedUp(RunAutoTopUps.Run run);

    void closed(CloseDays.Run run);

    void assessed(FindModels.Run run);

    void reconciled(Reconciliation reconciliation);

    void measured(List<PoolLevel> levels);
}
