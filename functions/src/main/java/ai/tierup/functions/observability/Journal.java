package ai.tierup.functions.observability;

import ai.tierup.domain.wallet.Alarms;

/** Where the service reports. Never throws. */
public interface Journal extends Alarms {

    void ended(ChatReport report);
}
