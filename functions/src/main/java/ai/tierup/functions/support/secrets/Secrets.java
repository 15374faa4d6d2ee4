package ai.tierup.functions.support.secrets;

import ai.tierup.domain.tier.ProviderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of the service.
 *
 * @param providerKeys our API keys at the providers of models
 * @param hmacKey key of the HMAC that replaces end users' names in upstream requests
 * @param paymentKey our API key at the payment provider; empty if payments are not set up
 * @param webhookSecrets secrets that sign the payment provider's events: one, two during a rotation, or none if it sends no events
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

    /** Returns our API key at a provider; empty if it is not set. */
    public Optional<String> providerKey(ProviderId provider) {
        return Optional.ofNullable(providerKeys.get(provider));
    }

    /** Omits all values, so that no log and no exception can show one. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
