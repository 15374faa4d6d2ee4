package ai.tierup.functions.observability;

import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.domain.wallet.Alarms;

/** Where the service reports. Never throws. */
public interface Journal extends Alarms {

    void ended(ChatReport report);

    void swept(Sweep sweep);

    void audited(AuditWallets.Report report);

    void closed(CloseDays.Run run);
}
