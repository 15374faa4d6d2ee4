package ai.tierup.functions.support.secrets;

import java.util.List;
import java.util.Optional;

/**
 * Everything that must not be seen.
 *
 * @param upstreamKey what the aggregator knows us by
 * @param hmacKey under which end users' names go upstream
 * @param paymentKey what the payment provider knows us by; empty where nobody can pay
 * @param webhookSecrets by which the payment provider signs its events: one, two while they are changed, or none where it sends none
 */
public record Secrets(String upstreamKey, byte[] hmacKey, Optional<String> paymentKey, List<String> webhookSecrets) {

    public Secrets {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Without any of them: no log and no exception may show one. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
