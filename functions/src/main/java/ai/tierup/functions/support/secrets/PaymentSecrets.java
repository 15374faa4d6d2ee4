package ai.tierup.functions.support.secrets;

import java.util.List;
import java.util.Optional;

/**
 * The secrets for payments. The inference function cannot read them.
 *
 * @param paymentKey our API key at the payment provider; empty if payments are not set up
 * @param webhookSecrets secrets that sign the payment provider's events: one, two during a rotation, or none if it sends no events
 */
public record PaymentSecrets(Optional<String> paymentKey, List<String> webhookSecrets) {

    public PaymentSecrets {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Omits all values, so that no log and no exception can show one. */
    @Override
    public String toString() {
        return "PaymentSecrets";
    }
}
