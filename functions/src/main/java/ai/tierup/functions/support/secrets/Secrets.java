package ai.tierup.functions.support.secrets;

import ai.tierup.domain.tier.ProviderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that must not be seen.
 *
 * @param providerKeys what each provider of models knows us by
 * @param hmacKey under which end users' names go upstream
 * @param paymentKey what the payment provider knows us by; empty where nobody can pay
 * @param webhookSecrets by which the payment provider signs its events: one, two while they are changed, or none where it sends none
 */
public record Secrets(
        Map<ProviderId, String> providerKeys,
        byte[] hmacKey,
        Optional<String> paymentKey,
        List<String> webhookSecrets) {

    public Secrets {
        providerKeys = Map.copyOf(providerKeys);
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** What the provider knows us by; empty when that is not set. */
    public Optional<String> providerKey(ProviderId provider) {
        return Optional.ofNullable(providerKeys.get(provider));
    }

    /** Without any of them: no log and no exception may show one. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
